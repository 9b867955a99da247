package io.aiops.studio.host.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which references in a class belong to which rule, by {@link ReferencePatterns}. */
final class References {

  private static final int LONGEST_NAME = 300;

  private References() {}

  /** The rules on a class by itself, named as class files do. */
  static List<Rule> toClass(String name) {
    return rules(name, "", "");
  }

  static List<Rule> toMember(String owner, String name, String descriptor) {
    return rules(owner, name, descriptor);
  }

  /**
   * The rules on a text: one that names, or begins to name, what no code may use in the host's
   * process is as good as a reference, since reflection takes it.
   */
  static List<Rule> toText(String text) {
    if (text.length() > LONGEST_NAME || (text.indexOf('.') < 0 && text.indexOf('/') < 0)) {
      return List.of();
    }
    String name = text.replace('.', '/');
    return Stream.concat(rules(name, "", "").stream(), rules(name + "/", "", "").stream())
        .distinct()
        .filter(rule -> rule.verdict().compareTo(CodeVerdict.SEPARATE) >= 0)
        .toList();
  }

  private static List<Rule> rules(String owner, String member, String descriptor) {
    List<Rule> found = null;
    for (String name = owner; !name.isEmpty(); name = packageOf(name)) {
      for (ReferencePatterns.Pattern pattern : ReferencePatterns.of(name)) {
        if (pattern.takes(member, descriptor)) {
          found = found == null ? new ArrayList<>() : found;
          found.add(pattern.rule());
        }
      }
    }
    return found == null ? List.of() : found;
  }

  /** With the slash, so that a package and a class are told apart. */
  private static String packageOf(String name) {
    return name.substring(0, name.lastIndexOf('/', name.length() - 2) + 1);
  }
}
