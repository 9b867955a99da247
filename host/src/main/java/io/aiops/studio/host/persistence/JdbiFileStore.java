package io.aiops.studio.host.persistence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.file.FileStore;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Files in PostgreSQL, in chunks: neither side ever holds a whole one. */
public final class JdbiFileStore implements FileStore {

  private static final int CHUNK = 256 * 1024;

  private final Database database;
  private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

  public JdbiFileStore(Database database) {
    this.database = database;
  }

  @Override
  public FileRef save(
      UUID workspaceId,
      String name,
      String mediaType,
      InputStream content,
      String savedBy,
      Instant at) {
    UUID id = ids.generate();
    return database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              insertRow(handle, id, workspaceId, name, mediaType, savedBy, at);
              long size = insertChunks(handle, id, content);
              handle
                  .createUpdate("update file set size = :size where id = :id")
                  .bind("size", size)
                  .bind("id", id)
                  .execute();
              return new FileRef(id.toString(), name, mediaType, size);
            }));
  }

  private static void insertRow(
      Handle handle,
      UUID id,
      UUID workspaceId,
      String name,
      String mediaType,
      String savedBy,
      Instant at) {
    handle
        .createUpdate(
            """
            insert into file (id, workspace_id, name, media_type, size, saved_at, saved_by)
            values (:id, :workspaceId, :name, :mediaType, 0, :at, :by)
            """)
        .bind("id", id)
        .bind("workspaceId", workspaceId)
        .bind("name", name)
        .bind("mediaType", mediaType)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("by", savedBy)
        .execute();
  }

  private static long insertChunks(Handle handle, UUID id, InputStream content) {
    long size = 0;
    try {
      byte[] chunk = content.readNBytes(CHUNK);
      for (int number = 0; chunk.length > 0; number++) {
        size += chunk.length;
        if (size > FileService.MAX_BYTES) {
          throw new InvalidException(
              "content",
              "is larger than " + FileService.MAX_BYTES / (1024 * 1024) + " MiB; nothing was kept");
        }
        handle
            .createUpdate(
                "insert into file_chunk (file_id, number, bytes) values (:id, :number, :bytes)")
            .bind("id", id)
            .bind("number", number)
            .bind("bytes", chunk)
            .execute();
        chunk = content.readNBytes(CHUNK);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The content could not be read to its end", e);
    }
    return size;
  }

  @Override
  public FileRef info(UUID workspaceId, String fileId) {
    UUID id = parse(fileId);
    return database
        .available(() ->
            database
                .jdbi()
                .withHandle(handle ->
                    handle
                        .createQuery(
                            """
                            select name, media_type, size from file
                            where id = :id and workspace_id = :workspaceId
                            """)
                        .bind("id", id)
                        .bind("workspaceId", workspaceId)
                        .map((rs, context) ->
                            new FileRef(
                                fileId,
                                rs.getString("name"),
                                rs.getString("media_type"),
                                rs.getLong("size")))
                        .findOne()))
        .orElseThrow(() -> new NotFoundException("file", fileId));
  }

  @Override
  public InputStream open(UUID workspaceId, String fileId) {
    info(workspaceId, fileId);
    return new SequenceInputStream(new Chunks(parse(fileId)));
  }

  private static UUID parse(String fileId) {
    try {
      return UUID.fromString(fileId);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("file", fileId);
    }
  }

  private final class Chunks implements Enumeration<InputStream> {
    private final UUID id;
    private int number;
    private Optional<byte[]> next;

    Chunks(UUID id) {
      this.id = id;
      this.next = load();
    }

    private Optional<byte[]> load() {
      int wanted = number++;
      return database.available(() ->
          database
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createQuery(
                          "select bytes from file_chunk"
                              + " where file_id = :id and number = :number")
                      .bind("id", id)
                      .bind("number", wanted)
                      .mapTo(byte[].class)
                      .findOne()));
    }

    @Override
    public boolean hasMoreElements() {
      return next.isPresent();
    }

    @Override
    public InputStream nextElement() {
      byte[] chunk = next.orElseThrow(NoSuchElementException::new);
      next = load();
      return new ByteArrayInputStream(chunk);
    }
  }
}
