package io.aiops.studio.host.plugin;

import io.aiops.studio.host.problem.InvalidException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of the plugins, all of it or nothing: jars to install and plugins to remove,
 * or a version of the set to go back to.
 *
 * @param jars to be installed, at most {@value #MOST}
 * @param remove names of plugins, at most {@value #MOST}
 * @param set the version to go back to; then there are no jars and nothing to remove. null if none
 * @param why in words, at most 1000 characters; may be empty
 */
public record PluginChange(List<Jar> jars, List<String> remove, @Nullable Long set, String why) {

  /** So many plugins are changed at once. */
  public static final int MOST = 20;

  private static final int LONGEST_WHY = 1_000;

  /**
   * A jar as it was given, or a package that one is in.
   *
   * @param fileName what messages call it
   * @param isolation where its code is to run; null for where it runs now, and in the studio's
   *     process for a new one
   */
  public record Jar(String fileName, byte[] bytes, @Nullable Isolation isolation) {
    /**
     * @throws InvalidException if it is larger than a plugin may be
     */
    public static Jar read(String fileName, InputStream in, @Nullable Isolation isolation) {
      return new Jar(fileName, PluginJar.bytes(fileName, in), isolation);
    }

    @Override
    public String toString() {
      return fileName + ", " + bytes.length + " bytes";
    }
  }

  /**
   * @throws InvalidException if it asks for nothing, for too much, or for both kinds
   */
  public PluginChange {
    jars = List.copyOf(jars);
    remove = remove.stream().distinct().toList();
    why = why.strip();
    int asked = jars.size() + remove.size();
    if (asked == 0 && set == null) {
      throw new InvalidException(
          "jar", "is missing; expected jars to install, plugins to remove, or a set to go back to");
    }
    if (asked > 0 && set != null) {
      throw new InvalidException(
          "set", "is " + set + "; expected it alone, without jars and plugins to remove");
    }
    if (asked > MOST) {
      throw new InvalidException(
          "jar", "and remove: " + asked + " plugins; at most " + MOST + " are changed at once");
    }
    if (why.length() > LONGEST_WHY) {
      throw new InvalidException(
          "why", "has " + why.length() + " characters; at most " + LONGEST_WHY + " are kept");
    }
  }

  public static PluginChange install(Jar... jars) {
    return new PluginChange(List.of(jars), List.of(), null, "");
  }

  public static PluginChange remove(String plugin) {
    return new PluginChange(List.of(), List.of(plugin), null, "");
  }

  public static PluginChange goBack(long set, String why) {
    return new PluginChange(List.of(), List.of(), set, why);
  }
}
