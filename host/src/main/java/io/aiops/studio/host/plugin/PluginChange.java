package io.aiops.studio.host.plugin;

import io.aiops.studio.host.problem.InvalidException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of the plugins, all of it or nothing: jars to install, plugins to remove, and
 * what is to become of those that stay; or a version of the set to go back to, whole or for one
 * plugin.
 *
 * @param jars to be installed, at most {@value #MOST}
 * @param remove names of plugins, at most {@value #MOST}
 * @param keep what is to become of plugins that stay as they are installed, at most {@value #MOST}
 * @param set the version to go back to; then there is nothing else. null if none
 * @param only the one plugin that goes back to what it was in {@code set}, where it serves now and
 *     if it serves now; all others stay. null if all go back
 * @param why in words, at most 1000 characters; may be empty
 */
public record PluginChange(
    List<Jar> jars,
    List<String> remove,
    List<Kept> keep,
    @Nullable Long set,
    @Nullable String only,
    String why) {

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
    /** In bytes, of a package; the jar in it may have less. */
    public static final int LARGEST = 128 * 1024 * 1024;

    /**
     * @throws InvalidException if it is larger than a package may be
     */
    public static Jar read(String fileName, InputStream in, @Nullable Isolation isolation) {
      return new Jar(fileName, PluginJar.bytes(fileName, in, LARGEST), isolation);
    }

    @Override
    public String toString() {
      return fileName + ", " + bytes.length + " bytes";
    }
  }

  /**
   * An installed plugin that stays in the version it has, and stands in the set in another way.
   *
   * @param plugin its name
   * @param enabled whether it is to serve; null for as it is
   * @param isolation where its code is to run; null for as it is
   */
  public record Kept(String plugin, @Nullable Boolean enabled, @Nullable Isolation isolation) {}

  /**
   * @throws InvalidException if it asks for nothing, for too much, for both kinds, or for two
   *     things of one plugin
   */
  public PluginChange {
    jars = List.copyOf(jars);
    remove = remove.stream().distinct().toList();
    keep = List.copyOf(keep);
    why = why.strip();
    refuseTwice(remove, keep);
    int asked = jars.size() + remove.size() + keep.size();
    if (asked == 0 && set == null) {
      throw new InvalidException(
          "jar",
          "is missing; expected jars to install, plugins to remove, enable, disable or have run"
              + " elsewhere, or a set to go back to");
    }
    if (asked > 0 && set != null) {
      throw new InvalidException(
          "set", "is " + set + "; expected it alone, without jars and names of plugins");
    }
    if (only != null && set == null) {
      throw new InvalidException(
          "plugin", "is '" + only + "'; expected it with the 'set' that it goes back to");
    }
    if (asked > MOST) {
      throw new InvalidException(
          "jar", "and names: " + asked + " plugins; at most " + MOST + " are changed at once");
    }
    if (why.length() > LONGEST_WHY) {
      throw new InvalidException(
          "why", "has " + why.length() + " characters; at most " + LONGEST_WHY + " are kept");
    }
  }

  /** Where nothing is to be left out of what goes back. */
  public PluginChange(
      List<Jar> jars, List<String> remove, List<Kept> keep, @Nullable Long set, String why) {
    this(jars, remove, keep, set, null, why);
  }

  /** Of nothing that stays. */
  public PluginChange(List<Jar> jars, List<String> remove, @Nullable Long set, String why) {
    this(jars, remove, List.of(), set, why);
  }

  private static void refuseTwice(List<String> remove, List<Kept> keep) {
    Set<String> named = new HashSet<>(remove);
    for (Kept kept : keep) {
      if (!named.add(kept.plugin())) {
        throw new InvalidException(
            kept.plugin(), "is named twice; expected each plugin once. Nothing was changed.");
      }
    }
  }

  public static PluginChange keep(Kept kept) {
    return new PluginChange(List.of(), List.of(), List.of(kept), null, "");
  }

  public static PluginChange enable(String plugin) {
    return keep(new Kept(plugin, true, null));
  }

  public static PluginChange disable(String plugin) {
    return keep(new Kept(plugin, false, null));
  }

  /** Has its code run there. */
  public static PluginChange isolate(String plugin, Isolation isolation) {
    return keep(new Kept(plugin, null, isolation));
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

  /** Of that plugin alone. */
  public static PluginChange goBack(String plugin, long set, String why) {
    return new PluginChange(List.of(), List.of(), List.of(), set, plugin, why);
  }
}
