package io.aiops.studio.plugins.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection reaches the folders it grants, for what it grants them. */
final class GrantsTest {

  @TempDir Path everything;
  private Path in;
  private Path out;

  @BeforeEach
  void twoFolders() throws IOException {
    in = Files.createDirectories(everything.resolve("in"));
    out = Files.createDirectories(everything.resolve("out"));
    Files.writeString(in.resolve("a.txt"), "a");
    Files.writeString(out.resolve("b.txt"), "b");
  }

  @Test
  void to_read_and_to_write_are_granted_apart() throws Exception {
    Calls calls =
        new Calls(
            Map.of("readFolders", List.of(in.toString()), "writeFolders", List.of(out.toString())));
    assertThat(calls.call("read", Map.of("path", "a.txt")).get("text")).isEqualTo("a");
    calls.call("write", Map.of("path", "c.txt", "text", "c"));
    assertThat(out.resolve("c.txt")).hasContent("c");
    calls.fails(Category.DENIED, "read", Map.of("folder", "out", "path", "b.txt"));
    calls.fails(Category.DENIED, "list", Map.of("folder", "out"));
    calls.fails(Category.DENIED, "write", Map.of("folder", "in", "path", "x", "text", "x"));
    calls.fails(Category.DENIED, "delete", Map.of("folder", "in", "path", "a.txt"));
    assertThat(in.resolve("a.txt")).exists();
  }

  @Test
  void without_a_grant_nothing_is_reached() {
    Calls calls = new Calls(Map.of());
    calls.fails(Category.DENIED, "read", Map.of("path", "a.txt"));
    calls.fails(Category.DENIED, "read", Map.of("folder", in.toString(), "path", "a.txt"));
    calls.fails(Category.DENIED, "write", Map.of("path", "a.txt", "text", "x"));
  }

  @Test
  void the_studio_is_asked_for_the_folder_too() throws Exception {
    Calls calls = new Calls(Map.of("folders", List.of(in.toString())));
    calls.call("read", Map.of("path", "a.txt"));
    assertThat(calls.context().reached()).containsExactly(in);
    calls.context().grantNothing();
    for (String tool : List.of("list", "read", "import", "delete")) {
      calls.fails(Category.DENIED, tool, Map.of("path", "a.txt"));
    }
    assertThat(in.resolve("a.txt")).exists();
  }

  @Test
  void one_of_several_folders_is_chosen_by_name_or_path() throws Exception {
    Calls calls = new Calls(Map.of("folders", List.of(in.toString(), out.toString())));
    assertThat(calls.fails(Category.INVALID_INPUT, "read", Map.of("path", "a.txt")))
        .hasMessageContaining("'folder' is missing");
    assertThat(calls.call("read", Map.of("folder", "in", "path", "a.txt")).get("text"))
        .isEqualTo("a");
    assertThat(calls.call("read", Map.of("folder", out.toString(), "path", "b.txt")).get("text"))
        .isEqualTo("b");
  }

  @Test
  void a_grant_that_is_no_absolute_path_is_refused_by_name() {
    assertThat(
            new Calls(Map.of("folders", List.of("data")))
                .fails(Category.INVALID_INPUT, "list", Map.of()))
        .hasMessageContaining("'folders'")
        .hasMessageContaining("'data'");
  }

  @Test
  void a_granted_folder_that_is_missing_is_named() {
    Path missing = everything.resolve("missing");
    assertThat(
            new Calls(Map.of("folders", List.of(missing.toString())))
                .fails(Category.NOT_FOUND, "list", Map.of()))
        .hasMessageContaining(missing.toString());
  }
}
