package io.aiops.studio.plugins.testkit.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the kit found, in the form that programs read.
 *
 * @param format 1; another number when a field means something else
 * @param plugin its symbolic name; empty if it is no bundle
 * @param version its version; empty likewise
 * @param sha256 of the jar that was tried, hexadecimal
 * @param findings one for each check, in their order
 */
public record Report(
    int format, String plugin, String version, String sha256, List<Finding> findings) {

  private static final JsonMapper JSON = JsonMapper.shared();

  public Report {
    findings = List.copyOf(findings);
  }

  /** Whether nothing failed, and what the contract asks for could be tried. */
  public boolean passed() {
    return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
  }

  public Finding of(Check check) {
    return findings.stream()
        .filter(finding -> finding.check() == check)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing was found on " + check));
  }

  /** One document; verdicts are {@code pass}, {@code fail} and {@code not-applicable}. */
  public String json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("format", format);
    report.put("plugin", plugin);
    report.put("version", version);
    report.put("sha256", sha256);
    report.put("passed", passed());
    report.put("checks", findings.stream().map(Report::map).toList());
    return JSON.writeValueAsString(report);
  }

  private static Map<String, Object> map(Finding finding) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("check", finding.check().word());
    map.put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    map.put("reason", finding.reason());
    map.put("ms", finding.ms());
    return map;
  }

  /** For people: a line for each check. */
  public String text() {
    return "%s %s: %s%n%s"
        .formatted(
            plugin,
            version,
            passed() ? "compatible" : "not compatible",
            findings.stream().map(Report::line).collect(Collectors.joining("\n")));
  }

  private static String line(Finding finding) {
    return "  %-14s %-14s %6d ms  %s"
        .formatted(
            finding.check().word(),
            finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            finding.ms(),
            finding.reason());
  }
}
