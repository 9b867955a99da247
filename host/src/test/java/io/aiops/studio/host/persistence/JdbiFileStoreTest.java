package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbiFileStoreTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final Database database = TestDatabase.create();
  private final JdbiFileStore store = new JdbiFileStore(database);
  private final UUID workspace = UUID.randomUUID();

  @AfterAll
  void close() {
    database.close();
  }

  private FileRef save(InputStream content) {
    return store.save(workspace, "a.bin", "application/x", content, "ada", T0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 3_000_000})
  void what_comes_back_is_what_was_kept(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    FileRef file = save(new ByteArrayInputStream(bytes));
    assertThat(file.size()).isEqualTo(size);
    assertThat(store.info(workspace, file.id())).isEqualTo(file);
    try (InputStream in = store.open(workspace, file.id())) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void another_workspace_has_no_such_file() {
    FileRef file = save(new ByteArrayInputStream(new byte[9]));
    UUID other = UUID.randomUUID();
    assertThatThrownBy(() -> store.info(other, file.id())).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> store.open(other, file.id())).isInstanceOf(NotFoundException.class);
    for (String id : new String[] {"", "x", "../a", UUID.randomUUID().toString()}) {
      assertThatThrownBy(() -> store.open(workspace, id)).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void what_breaks_off_or_is_too_large_leaves_nothing() {
    int files = count("file");
    int chunks = count("file_chunk");
    InputStream breaks =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() ->
            save(new SequenceInputStream(new ByteArrayInputStream(new byte[300 * 1024]), breaks)))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> save(new Zeros(FileService.MAX_BYTES + 1)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("larger than 256 MiB; nothing was kept");
    assertThat(count("file")).isEqualTo(files);
    assertThat(count("file_chunk")).isEqualTo(chunks);
  }

  private int count(String table) {
    return database
        .jdbi()
        .withHandle(h -> h.createQuery("select count(*) from " + table).mapTo(int.class).one());
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      left -= count;
      return count;
    }
  }
}
