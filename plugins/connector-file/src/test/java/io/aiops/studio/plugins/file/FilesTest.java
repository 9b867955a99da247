package io.aiops.studio.plugins.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools do with files. */
final class FilesTest {

  @TempDir Path granted;
  private Calls calls;

  @BeforeEach
  void grantIt() {
    calls = new Calls(Map.of("folders", List.of(granted.toString()), "maxBytes", 1_000_000));
  }

  @Test
  void a_listing_is_sorted_and_says_what_each_entry_is() throws Exception {
    Files.writeString(granted.resolve("b.log"), "four");
    Files.createDirectory(granted.resolve("a"));
    Files.createSymbolicLink(granted.resolve("c"), granted.resolve("b.log"));
    Files.writeString(granted.resolve(".studio-1.part"), "half");
    Map<?, ?> result = calls.call("list", Map.of());
    assertThat((List<?>) result.get("entries"))
        .extracting(entry -> kindAndSize((Map<?, ?>) entry))
        .containsExactly("a folder 0", "b.log file 4", "c link 0");
    assertThat(result.get("truncated")).isEqualTo(false);
    assertThat((List<?>) calls.call("list", Map.of("pattern", "*.lo?")).get("entries")).hasSize(1);
    Map<?, ?> cut = calls.call("list", Map.of("maxEntries", 2));
    assertThat((List<?>) cut.get("entries")).hasSize(2);
    assertThat(cut.get("truncated")).isEqualTo(true);
  }

  private static String kindAndSize(Map<?, ?> entry) {
    return entry.get("name") + " " + entry.get("kind") + " " + entry.get("size");
  }

  @Test
  void a_pattern_full_of_stars_takes_no_time() {
    String name = "a".repeat(250);
    assertThat(Wildcard.matches("*a".repeat(100) + "b", name)).isFalse();
    assertThat(Wildcard.matches("*a".repeat(100), name)).isTrue();
    assertThat(Wildcard.matches("?".repeat(250), name)).isTrue();
    assertThat(Wildcard.matches("", "a")).isFalse();
    assertThat(Wildcard.matches("*.log", ".log")).isTrue();
    assertThat(Wildcard.matches("a*c*e", "abcdde")).isTrue();
    assertThat(Wildcard.matches("[a]", "a")).isFalse();
  }

  @Test
  void a_text_that_is_cut_is_cut_between_characters() throws Exception {
    Files.writeString(granted.resolve("t.txt"), "aü€😀z");
    // Bytes: a=1, ü=2, €=3, 😀=4, z=1.
    List<String> expected =
        List.of("a", "a", "aü", "aü", "aü", "aü€", "aü€", "aü€", "aü€", "aü€😀", "aü€😀z");
    for (int most = 1; most <= 11; most++) {
      Map<?, ?> result = calls.call("read", Map.of("path", "t.txt", "maxBytes", most));
      assertThat(result.get("text")).as(most + " bytes").isEqualTo(expected.get(most - 1));
      assertThat(result.get("truncated")).isEqualTo(most < 11);
      assertThat(result.get("size")).isEqualTo(11L);
    }
  }

  @Test
  void what_is_taken_in_and_given_out_again_is_the_same() throws Exception {
    byte[] bytes = new byte[300_000];
    new java.util.Random(7).nextBytes(bytes);
    Files.write(granted.resolve("data.bin"), bytes);
    Map<?, ?> taken = calls.call("import", Map.of("path", "data.bin"));
    FileRef file = FileRef.from(taken.get("file")).orElseThrow();
    assertThat(file.size()).isEqualTo(300_000);
    assertThat(calls.context().content(file)).hasValue(bytes);
    calls.call("export", Map.of("file", file.toMap(), "path", "out/copy.bin"));
    assertThat(granted.resolve("out/copy.bin")).hasBinaryContent(bytes);
  }

  @Test
  void the_media_type_comes_from_the_name_or_the_caller() throws Exception {
    for (Map.Entry<String, String> known :
        Map.of(
                "a.log", "text/plain",
                "a.csv", "text/csv",
                "a.HTML", "text/html",
                "a.md", "text/markdown",
                "noending", "application/octet-stream")
            .entrySet()) {
      Files.writeString(granted.resolve(known.getKey()), "x");
      assertThat(type(Map.of("path", known.getKey()))).isEqualTo(known.getValue());
    }
    assertThat(type(Map.of("path", "a.log", "mediaType", "application/x-log")))
        .isEqualTo("application/x-log");
  }

  private String type(Map<String, Object> arguments) throws Exception {
    return FileRef.from(calls.call("import", Map.copyOf(arguments)).get("file"))
        .orElseThrow()
        .mediaType();
  }

  @Test
  void a_file_stays_unless_it_may_be_overwritten() throws Exception {
    calls.call("write", Map.of("path", "r.md", "text", "first"));
    assertThat(
            calls.fails(Category.INVALID_INPUT, "write", Map.of("path", "r.md", "text", "other")))
        .hasMessageContaining("overwrite");
    assertThat(granted.resolve("r.md")).hasContent("first");
    calls.call("write", Map.of("path", "r.md", "text", "first"));
    calls.call("write", Map.of("path", "r.md", "text", "second", "overwrite", true));
    assertThat(granted.resolve("r.md")).hasContent("second");
    assertThat(names()).containsExactly("r.md");
  }

  @Test
  void folders_are_made_only_if_wanted() throws Exception {
    calls.fails(
        Category.NOT_FOUND,
        "write",
        Map.of("path", "a/b/c.txt", "text", "c", "createFolders", false));
    assertThat(names()).isEmpty();
    calls.call("write", Map.of("path", "a/b/c.txt", "text", "c"));
    assertThat(granted.resolve("a/b/c.txt")).hasContent("c");
    assertThat(names()).containsExactly("a", "a/b", "a/b/c.txt");
  }

  @Test
  void many_writers_into_a_new_folder_do_not_disturb_each_other() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> writes =
          IntStream.range(0, 64)
              .mapToObj(i ->
                  threads.submit(
                      () -> calls.call("write", Map.of("path", "new/x/" + i, "text", "" + i))))
              .toList();
      for (Future<?> write : writes) {
        assertThat(write.get()).isNotNull();
      }
    }
    for (int i = 0; i < 64; i++) {
      assertThat(granted.resolve("new/x/" + i)).hasContent("" + i);
    }
    assertThat(names()).hasSize(66);
  }

  @Test
  void a_write_that_breaks_off_leaves_nothing_and_the_old_file_stays() throws Exception {
    Files.writeString(granted.resolve("r.bin"), "old");
    try (Folder folder = Folder.open(granted, RelativePath.of(""))) {
      Target target = new Target(folder, RelativePath.of("r.bin"));
      assertThat(catchThrowable(() -> target.put(breakingOff(), true)))
          .isInstanceOf(IOException.class)
          .hasMessage("broke off");
    }
    assertThat(granted.resolve("r.bin")).hasContent("old");
    assertThat(names()).containsExactly("r.bin");
  }

  private static InputStream breakingOff() {
    return new InputStream() {
      private int left = 200_000;

      @Override
      public int read() throws IOException {
        if (left-- > 0) {
          return 'x';
        }
        throw new IOException("broke off");
      }
    };
  }

  @Test
  void what_is_too_large_is_neither_taken_nor_written() throws Exception {
    Files.write(granted.resolve("large.bin"), new byte[1_000_001]);
    assertThat(calls.fails(Category.LIMIT_REACHED, "import", Map.of("path", "large.bin")))
        .hasMessageContaining("1000000");
    FileRef file = calls.context().put("l.bin", "text/plain", new byte[1_000_001]);
    calls.fails(Category.LIMIT_REACHED, "export", Map.of("file", file.toMap()));
    calls.fails(
        Category.LIMIT_REACHED, "write", Map.of("path", "l.txt", "text", "x".repeat(1_000_001)));
    assertThat(names()).containsExactly("large.bin");
    FileRef exact = calls.context().put("e.bin", "text/plain", new byte[1_000_000]);
    calls.call("export", Map.of("file", exact.toMap()));
    assertThat(Files.size(granted.resolve("e.bin"))).isEqualTo(1_000_000);
  }

  @Test
  void an_interrupted_write_ends_as_interrupted_and_leaves_nothing() throws Exception {
    Thread.currentThread().interrupt();
    assertThat(catchThrowable(() -> calls.call("write", Map.of("path", "i.txt", "text", "x"))))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(names()).isEmpty();
  }

  @Test
  void what_is_deleted_is_gone_and_stays_gone() throws Exception {
    Files.writeString(granted.resolve("d.txt"), "d");
    assertThat(calls.call("delete", Map.of("path", "d.txt")).get("deleted")).isEqualTo(true);
    assertThat(calls.call("delete", Map.of("path", "d.txt")).get("deleted")).isEqualTo(false);
    calls.fails(Category.NOT_FOUND, "delete", Map.of("path", "missing/d.txt"));
  }

  @Test
  void a_file_the_studio_does_not_have_is_not_given_out() throws Exception {
    FileRef unknown = new FileRef("file-9", "x.txt", "text/plain", 1);
    calls.fails(Category.NOT_FOUND, "export", Map.of("file", unknown.toMap()));
    calls.fails(Category.INVALID_INPUT, "export", Map.of("file", Map.of("file", "x")));
    assertThat(names()).isEmpty();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> there = Files.walk(granted)) {
      return there
          .filter(path -> !path.equals(granted))
          .map(granted::relativize)
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
