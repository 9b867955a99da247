package io.aiops.studio.host.plugin;

import io.aiops.studio.host.problem.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the versions of the plugin set, and the jars they name: what a restart, or another node,
 * loads. What was written is never changed.
 */
public interface PluginStore {

  /** So many versions of the set are kept, with the jars that they name; older ones go. */
  int MOST_SETS = 1_000;

  /** The newest version's number; 0 if there is none. */
  long version();

  /** The newest version; {@link PluginSet#NONE} if there is none. */
  PluginSet current();

  /** Empty if there is none of that number, or it is not kept any more. */
  Optional<PluginSet> set(long version);

  /**
   * @throws NotFoundException if there is none of that number, or it is not kept any more
   */
  default PluginSet kept(long version) {
    return set(version)
        .orElseThrow(() -> new NotFoundException("plugin set", String.valueOf(version)));
  }

  /** The newest first. */
  List<PluginSet.Made> history(int most);

  /** The newest entry that ever had this jar. */
  Optional<PluginSet.Entry> entry(String sha256);

  /** The newest entry that this plugin ever had in this version. */
  Optional<PluginSet.Entry> entry(String name, String version);

  /** The jars that this plugin had in sets that are kept, the one that served last first. */
  List<KeptVersion> versions(String name);

  Optional<byte[]> jar(String sha256);

  /**
   * Writes the set that follows the newest one, and the jars that are not there yet, in one go.
   *
   * @param jars by sha256
   * @param also what else is written with it: if it throws, nothing is
   * @return false if another one has this number already: then nothing was written
   */
  boolean append(PluginSet next, Map<String, byte[]> jars, Runnable also);

  /** The same with nothing else. */
  default boolean append(PluginSet next, Map<String, byte[]> jars) {
    return append(next, jars, () -> {});
  }

  /** Writes, in one go, what belongs together but makes no new set. */
  void together(Runnable work);
}
