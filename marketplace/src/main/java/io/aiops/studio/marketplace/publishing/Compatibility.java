package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.marketplace.listing.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What the compatibility kit found, as the publisher ran it and signed it with the package: their
 * word, bound to the very jar. Nothing of a plugin is run here to find it out again.
 *
 * @param checks all that the kit makes, in its order
 */
public record Compatibility(List<Check> checks) {

  /** All that the kit looks at: a report that leaves one out says nothing. */
  static final Set<String> ALL =
      new LinkedHashSet<>(
          List.of(
              "contract",
              "schemas",
              "idempotence",
              "cancellation",
              "failures",
              "secrets",
              "threads",
              "class-loader",
              "hot-swap"));

  private static final Set<String> VERDICTS = Set.of("pass", "fail", "not-applicable");
  private static final String FILE = StudioPackage.COMPATIBILITY;
  private static final int REASON = 500;

  /**
   * @param verdict pass, fail or not-applicable
   * @param reason one sentence, without what hides
   */
  public record Check(String check, String verdict, String reason) {}

  public Compatibility {
    checks = List.copyOf(checks);
  }

  /** Whether nothing failed. */
  public boolean passed() {
    return failed().isEmpty();
  }

  /** What failed, by the names of the checks. */
  public List<String> failed() {
    return checks.stream()
        .filter(check -> check.verdict().equals("fail"))
        .map(Check::check)
        .toList();
  }

  /**
   * The report in a package that was verified; empty if it has none.
   *
   * @param report what its signature is worth
   * @throws InvalidException if it is no report, or one of another jar
   */
  public static Optional<Compatibility> in(StudioPackage given, TrustReport report) {
    return given
        .optional(FILE)
        .map(bytes -> read(bytes, report.name(), report.version(), report.sha256()));
  }

  private static Compatibility read(byte[] bytes, String plugin, String version, String sha256) {
    Map<String, @Nullable Object> report;
    try {
      report = Json.parseMap(bytes);
    } catch (JacksonException e) {
      throw new InvalidException(FILE, "is no JSON object: " + e.getOriginalMessage() + ".");
    }
    require(report, "format", 1);
    require(report, "plugin", plugin);
    require(report, "version", version);
    require(report, "sha256", sha256);
    if (!(report.get("checks") instanceof List<?> list) || list.size() != ALL.size()) {
      throw new InvalidException(FILE, "has not the checks %s, each once.".formatted(ALL));
    }
    List<Check> checks = list.stream().map(Compatibility::check).toList();
    Set<String> names = checks.stream().map(Check::check).collect(Collectors.toSet());
    if (!names.equals(ALL)) {
      throw new InvalidException(FILE, "has not the checks %s, each once.".formatted(ALL));
    }
    return new Compatibility(checks);
  }

  private static void require(Map<String, @Nullable Object> report, String field, Object expected) {
    if (!expected.equals(report.get(field))) {
      throw new InvalidException(
          FILE,
          "has %s '%s'; expected '%s', as the jar has it. Have the kit look at this very jar."
              .formatted(field, Words.tamed(String.valueOf(report.get(field)), 80), expected));
    }
  }

  private static Check check(@Nullable Object given) {
    if (given instanceof Map<?, ?> map
        && map.get("check") instanceof String name
        && ALL.contains(name)
        && map.get("verdict") instanceof String verdict
        && VERDICTS.contains(verdict)
        && map.get("reason") instanceof String reason) {
      return new Check(name, verdict, Words.tamed(reason, REASON));
    }
    throw new InvalidException(
        FILE, "has a check that is none; expected 'check', 'verdict' and 'reason' in each.");
  }

  /** For whoever decides: the rest of a sentence about a plugin. */
  public static String sentence(@Nullable Compatibility found) {
    if (found == null) {
      return "it has no report of the compatibility kit";
    }
    return found.passed()
        ? "its publisher says that the compatibility kit found nothing wrong"
        : "the compatibility kit failed it: " + String.join(", ", found.failed());
  }
}
