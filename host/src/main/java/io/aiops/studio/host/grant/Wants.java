package io.aiops.studio.host.grant;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that a plugin wants, as the manifest of its jar declares it. */
public record Wants(Set<Want> all) {

  /** The header of the manifest, a list separated by commas. */
  public static final String HEADER = "Studio-Wants";

  public static final Wants NONE = new Wants(Set.of());

  private static final int MOST = 100;
  private static final int LONGEST = 32 * 1024;

  public Wants {
    all = Collections.unmodifiableSet(new TreeSet<>(all));
  }

  /**
   * @param header null if the manifest has none: then it wants nothing
   * @throws InvalidException with each entry that is none, or there twice
   */
  public static Wants read(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return NONE;
    }
    if (header.length() > LONGEST) {
      throw new InvalidException(HEADER, "has more than " + LONGEST + " characters.");
    }
    String[] entries = header.split(",", -1);
    if (entries.length > MOST) {
      throw new InvalidException(
          HEADER, "has " + entries.length + " entries; expected at most " + MOST + ".");
    }
    Set<Want> wants = new TreeSet<>();
    List<Problem> problems = new ArrayList<>();
    for (String entry : entries) {
      String text = entry.strip();
      Want want = Want.parse(text).orElse(null);
      if (want == null) {
        problems.add(
            new Problem(HEADER, "holds '" + shown(text) + "'; expected " + Want.forms() + "."));
      } else if (!wants.add(want)) {
        problems.add(new Problem(HEADER, "holds '" + want + "' twice."));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    return new Wants(wants);
  }

  private static String shown(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
  }

  /** What is wanted beyond these. */
  public Wants beyond(Collection<String> granted) {
    Set<Want> rest = new TreeSet<>(all);
    rest.removeIf(want -> granted.contains(want.toString()));
    return new Wants(rest);
  }

  /** And with code that is let in only if it is trusted. */
  public Wants trusting(Collection<String> rules) {
    Set<Want> more = new TreeSet<>(all);
    rules.forEach(rule -> more.add(new Want(Want.Kind.CODE, rule)));
    return new Wants(more);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public List<String> texts() {
    return all.stream().map(Want::toString).toList();
  }
}
