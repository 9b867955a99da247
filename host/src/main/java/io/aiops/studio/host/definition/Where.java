package io.aiops.studio.host.definition;

/** Where in a text something is, as {@code steps[2].input.prompt}. */
final class Where {

  private Where() {}

  /**
   * @param path of what it is in; empty for the whole
   * @param part a field, or a path from there, which may begin with an index; empty for all of it
   */
  static String in(String path, String part) {
    if (part.isEmpty()) {
      return path;
    }
    return path.isEmpty() ? part : part.startsWith("[") ? path + part : path + "." + part;
  }
}
