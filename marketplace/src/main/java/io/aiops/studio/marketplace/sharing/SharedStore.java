package io.aiops.studio.marketplace.sharing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps shared templates. Every method is bound to one workspace. */
public interface SharedStore {

  /**
   * How much a workspace may share.
   *
   * @param versions at the same time
   * @param bytes of their files together
   * @param ever versions, with those that were taken away, whose hashes are kept
   */
  record Room(int versions, long bytes, int ever) {}

  /** What is shared now, by template; the versions of one as they were shared. */
  List<Shared> list(UUID workspace);

  /** Empty if it is not shared now. */
  Optional<Shared> find(UUID workspace, String template, String version);

  /** The SHA-256 of what was shared as that version, now or before; empty if nothing was. */
  Optional<String> hash(UUID workspace, String template, String version);

  /** The file; empty if it is not shared now. */
  Optional<byte[]> content(UUID workspace, String template, String version);

  /**
   * Of a version that was taken away the same content can come back, and no other.
   *
   * @return whether it is shared now and was not before; false too if there is no room
   */
  boolean add(UUID workspace, Shared shared, byte[] content, Room room);

  /**
   * Takes it away; its hash stays.
   *
   * @return whether it was there
   */
  boolean remove(UUID workspace, String template, String version);
}
