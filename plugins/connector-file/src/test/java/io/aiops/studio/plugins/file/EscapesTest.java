package io.aiops.studio.plugins.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody gets out of a granted folder, by any tool. */
final class EscapesTest {

  private static final String SECRET = "what lies outside";

  @TempDir Path everything;
  private Path granted;
  private Path outside;
  private Calls calls;

  @BeforeEach
  void aFolderWithTrapsInIt() throws IOException {
    granted = Files.createDirectories(everything.resolve("granted"));
    outside = Files.createDirectories(everything.resolve("outside"));
    Files.createDirectories(granted.resolve("sub/deep"));
    Files.writeString(granted.resolve("inside.txt"), "inside");
    Files.writeString(outside.resolve("secret.txt"), SECRET);
    Files.createSymbolicLink(granted.resolve("link.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(granted.resolve("linked"), outside);
    Files.createSymbolicLink(granted.resolve("sub/up"), Path.of("../../outside"));
    Files.createSymbolicLink(granted.resolve("dangling"), outside.resolve("new.txt"));
    Files.createSymbolicLink(granted.resolve("inner-link"), granted.resolve("inside.txt"));
    calls = new Calls(Map.of("folders", List.of(granted.toString())));
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        Arguments.of("../outside/secret.txt", Category.DENIED),
        Arguments.of("sub/../../outside/secret.txt", Category.DENIED),
        Arguments.of("./../outside/secret.txt", Category.DENIED),
        Arguments.of("sub/..", Category.DENIED),
        Arguments.of("..", Category.DENIED),
        Arguments.of("/etc/passwd", Category.DENIED),
        Arguments.of("//etc/passwd", Category.DENIED),
        Arguments.of("link.txt", Category.DENIED),
        Arguments.of("linked/secret.txt", Category.DENIED),
        Arguments.of("sub/up/secret.txt", Category.DENIED),
        Arguments.of("dangling", Category.DENIED),
        Arguments.of("inner-link", Category.DENIED),
        Arguments.of(".studio-x.part", Category.DENIED),
        Arguments.of("inside.txt\0.png", Category.INVALID_INPUT),
        Arguments.of("in\nside.txt", Category.INVALID_INPUT),
        Arguments.of("..\\outside\\secret.txt", Category.INVALID_INPUT),
        Arguments.of("C:\\secret.txt", Category.INVALID_INPUT),
        Arguments.of("x".repeat(256), Category.INVALID_INPUT),
        Arguments.of("ü".repeat(128), Category.INVALID_INPUT),
        Arguments.of("a/".repeat(2049) + "a", Category.INVALID_INPUT),
        Arguments.of("a/".repeat(65) + "a", Category.INVALID_INPUT),
        Arguments.of("inside.txt/x", Category.INVALID_INPUT),
        Arguments.of("sub", Category.INVALID_INPUT),
        Arguments.of("sub/", Category.INVALID_INPUT),
        Arguments.of(".", Category.INVALID_INPUT),
        Arguments.of("", Category.INVALID_INPUT));
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("paths")
  void no_tool_takes_a_path_that_leads_out_or_to_no_file(String path, Category category)
      throws IOException {
    FileRef file = calls.context().put("r.md", "text/plain", new byte[3]);
    calls.fails(category, "read", Map.of("path", path));
    calls.fails(category, "import", Map.of("path", path));
    calls.fails(category, "write", Map.of("path", path, "text", "x", "overwrite", true));
    if (!path.isEmpty()) {
      calls.fails(
          category, "export", Map.of("path", path, "file", file.toMap(), "overwrite", true));
    }
    calls.fails(category, "delete", Map.of("path", path));
    nothingHappened();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("folders")
  void no_folder_outside_is_listed(String path, Category category) {
    calls.fails(category, "list", Map.of("path", path));
  }

  static Stream<Arguments> folders() {
    return Stream.of(
        Arguments.of("..", Category.DENIED),
        Arguments.of("/", Category.DENIED),
        Arguments.of("linked", Category.DENIED),
        Arguments.of("sub/up", Category.DENIED),
        Arguments.of("inside.txt", Category.INVALID_INPUT),
        Arguments.of("missing", Category.NOT_FOUND));
  }

  @Test
  void a_file_of_the_studio_cannot_name_a_way_out() throws IOException {
    FileRef file = calls.context().put("../outside/x.txt", "text/plain", new byte[3]);
    calls.fails(Category.DENIED, "export", Map.of("file", file.toMap()));
    nothingHappened();
  }

  @Test
  @Timeout(180)
  void a_pipe_is_neither_waited_for_nor_replaced() throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", granted.resolve("pipe").toString()).start();
    assertThat(mkfifo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(mkfifo.exitValue()).isZero();
    for (String tool : List.of("read", "import", "delete")) {
      assertThat(calls.fails(Category.INVALID_INPUT, tool, Map.of("path", "pipe")))
          .hasMessageContaining("pipe");
    }
    calls.fails(
        Category.INVALID_INPUT, "write", Map.of("path", "pipe", "text", "", "overwrite", true));
    calls.fails(Category.INVALID_INPUT, "read", Map.of("path", "pipe/x"));
  }

  @Test
  @Timeout(180)
  void a_device_is_not_read() {
    Calls devices = new Calls(Map.of("readFolders", List.of("/dev")));
    devices.fails(Category.INVALID_INPUT, "read", Map.of("path", "zero"));
    devices.fails(Category.INVALID_INPUT, "import", Map.of("path", "zero"));
  }

  /** Somebody swaps a folder for a link and back, as fast as they can. */
  @Test
  @Timeout(180)
  void a_folder_that_becomes_a_link_meanwhile_leads_nowhere() throws Exception {
    Path real = Files.createDirectories(granted.resolve("real"));
    Files.writeString(real.resolve("secret.txt"), "harmless");
    Path link = Files.createSymbolicLink(granted.resolve("evil"), outside);
    Path swapped = granted.resolve("swapped");
    AtomicBoolean go = new AtomicBoolean(true);
    Thread swapper =
        Thread.ofPlatform()
            .start(() -> {
              while (go.get()) {
                swap(real, swapped);
                swap(link, swapped);
              }
            });
    int read = 0;
    int refused = 0;
    try {
      for (int i = 0; i < 3000 || (read == 0 || refused == 0) && i < 100_000; i++) {
        try {
          Map<?, ?> result = calls.call("read", Map.of("path", "swapped/secret.txt"));
          assertThat(result.get("text")).isEqualTo("harmless");
          read++;
        } catch (PluginException e) {
          refused++;
        }
        if (i % 50 == 0) {
          try {
            calls.call(
                "write", Map.of("path", "swapped/w", "text", i + "", "createFolders", false));
          } catch (PluginException e) {
            refused++;
          }
        }
      }
    } finally {
      go.set(false);
      swapper.join();
    }
    assertThat(read).as("times that the folder was real").isPositive();
    assertThat(refused).as("times that it was refused").isPositive();
    try (Stream<Path> there = Files.list(outside)) {
      assertThat(there).containsExactly(outside.resolve("secret.txt"));
    }
    assertThat(Files.readString(outside.resolve("secret.txt"))).isEqualTo(SECRET);
  }

  private static void swap(Path one, Path place) {
    try {
      Files.move(one, place, StandardCopyOption.ATOMIC_MOVE);
      Files.move(place, one, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void nothingHappened() throws IOException {
    assertThat(Files.readString(outside.resolve("secret.txt"), StandardCharsets.UTF_8))
        .isEqualTo(SECRET);
    assertThat(Files.readString(granted.resolve("inside.txt"))).isEqualTo("inside");
    try (Stream<Path> there = Files.walk(everything)) {
      assertThat(there.map(everything::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(
              "",
              "granted",
              "granted/inside.txt",
              "granted/link.txt",
              "granted/linked",
              "granted/dangling",
              "granted/inner-link",
              "granted/sub",
              "granted/sub/deep",
              "granted/sub/up",
              "outside",
              "outside/secret.txt");
    }
  }
}
