package io.aiops.studio.marketplace.sharing;

import io.aiops.studio.host.problem.ConflictException;
import java.time.Instant;
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
   * @param gone versions that were taken away whose hashes are kept, those of the last ones
   */
  record Room(int versions, long bytes, int gone) {}

  /**
   * What a version is, or was.
   *
   * @param sha256 of its file
   */
  record Known(String template, String version, String sha256) {}

  /** What is shared now, by template; the versions of one as they were shared. */
  List<Shared> list(UUID workspace);

  /** Empty if it is not shared now. */
  Optional<Shared> find(UUID workspace, String template, String version);

  /** The SHA-256 of what was shared as that version, now or before; empty if nothing is known. */
  Optional<String> hash(UUID workspace, String template, String version);

  /** All that is shared, and all that was and is still known. */
  List<Known> known(UUID workspace);

  /** The file; empty if it is not shared now. */
  Optional<byte[]> content(UUID workspace, String template, String version);

  /**
   * Of a version that was taken away the same content can come back, and no other. Those who share
   * at the same moment are let in one after the other.
   *
   * @param also what is written with it, if it was added; if it throws, nothing is
   * @return whether it is shared now and was not before; false too if there is no room
   * @throws ConflictException if others share for longer than three seconds meanwhile
   */
  boolean add(UUID workspace, Shared shared, byte[] content, Room room, Runnable also);

  /**
   * Takes it away. Its hash stays, and that of the one that was taken away longest ago goes if they
   * are more than are kept.
   *
   * @param also what is written with it, if it was there; if it throws, nothing is
   * @return whether it was there
   */
  boolean remove(
      UUID workspace, String template, String version, Instant at, Room room, Runnable also);
}
