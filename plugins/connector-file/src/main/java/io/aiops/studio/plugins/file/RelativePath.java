package io.aiops.studio.plugins.file;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path inside a granted folder, in names that cannot lead out of it.
 *
 * @param names from the outermost folder in; empty for the granted folder itself
 */
record RelativePath(List<String> names) {

  /** What is still being made: never read, listed or named by a caller. */
  static final String RESERVED = ".studio-";

  private static final int LONGEST = 4096;
  private static final int LONGEST_NAME = 255;
  private static final int DEEPEST = 64;

  RelativePath {
    names = List.copyOf(names);
  }

  /**
   * @throws PluginException {@code DENIED} if it would lead out of the folder, {@code
   *     INVALID_INPUT} if it is no path
   */
  static RelativePath of(String given) {
    if (given.length() > LONGEST) {
      throw invalid("has " + given.length() + " characters; expected at most " + LONGEST);
    }
    // Control characters include NUL, which ends a name where the system looks at it.
    if (given.chars().anyMatch(Character::isISOControl)) {
      throw invalid("holds a control character; expected a name without");
    }
    if (given.indexOf('\\') >= 0) {
      throw invalid("'" + given + "' holds '\\'; expected '/' between names");
    }
    if (given.startsWith("/")) {
      throw new PluginException(
          Category.DENIED,
          "'path' is '" + given + "', an absolute path; expected one relative to the folder.");
    }
    List<String> names = new ArrayList<>();
    for (String name : given.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(checked(name, given));
      }
    }
    if (names.size() > DEEPEST) {
      throw invalid("is " + names.size() + " folders deep; expected at most " + DEEPEST);
    }
    return new RelativePath(names);
  }

  /** One that names a file, not the granted folder itself. */
  static RelativePath ofFile(String given) {
    RelativePath path = of(given);
    if (path.names.isEmpty() || given.endsWith("/")) {
      throw invalid("is '" + given + "', which names a folder; expected a file");
    }
    return path;
  }

  private static String checked(String name, String given) {
    if (name.equals("..")) {
      throw new PluginException(
          Category.DENIED, "'path' is '" + given + "'; '..' leads out of what is granted.");
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_NAME) {
      throw invalid("has a name of " + bytes + " bytes; expected at most " + LONGEST_NAME);
    }
    if (name.startsWith(RESERVED)) {
      throw new PluginException(
          Category.DENIED,
          "'path' is '" + given + "'; names that begin with '" + RESERVED + "' are the studio's.");
    }
    return name;
  }

  private static PluginException invalid(String why) {
    return new PluginException(Category.INVALID_INPUT, "'path' " + why + ".");
  }

  RelativePath parent() {
    return new RelativePath(names.subList(0, names.size() - 1));
  }

  String name() {
    return names.getLast();
  }

  RelativePath child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new RelativePath(longer);
  }

  @Override
  public String toString() {
    return String.join("/", names);
  }
}
