package io.aiops.studio.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.signing.Greeter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginSignCommandTest {

  private static final URI NOWHERE = URI.create("http://localhost:1");

  @TempDir Path folder;

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(NOWHERE, folder, arguments);
  }

  @Test
  void a_key_is_made_once_and_only_its_owner_can_read_it() throws IOException {
    CommandLineRun made = run("plugin", "key", "acme.key");
    assertThat(made.code()).isZero();
    assertThat(made.out()).matches("MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=\n");
    Path file = folder.resolve("acme.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] before = Files.readAllBytes(file);
    assertThat(run("plugin", "key", "acme.key").out()).isEqualTo(made.out());
    assertThat(file).hasBinaryContent(before);
    assertThat(made.out() + made.err()).doesNotContain(Files.readAllLines(file).get(1));
  }

  @Test
  void a_key_that_others_can_read_is_not_used() throws IOException {
    Path key = Greeter.key(folder);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    CommandLineRun run = run("plugin", "key", "acme.key");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("can be read by others than you", "chmod 600");
  }

  @Test
  void what_is_no_key_is_said_to_be_none() throws IOException {
    Path key = Greeter.key(folder);
    Files.writeString(key, Files.readString(key).replace("PUBLIC", "SECRET"));
    assertThat(run("plugin", "key", "acme.key").err()).contains("is no key as");
    Greeter.jar(folder);
    CommandLineRun run = run("plugin", "sign", "greeter-1.0.0.jar", "--key", "none.key");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("There is no readable key");
  }

  @Test
  void two_halves_of_different_keys_sign_nothing() throws IOException {
    Path key = Greeter.key(folder);
    String ours = Files.readString(key);
    String other = run("plugin", "key", "other.key").out().strip();
    Files.writeString(key, ours.replaceFirst("MCow[^\\n]+", other));
    Greeter.jar(folder);
    CommandLineRun run = run("plugin", "sign", "greeter-1.0.0.jar", "--key", "acme.key");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("do not belong together");
    assertThat(folder.resolve("greeter-1.0.0.studio")).doesNotExist();
  }

  @Test
  void a_jar_is_signed_with_all_that_goes_with_it() throws IOException {
    Greeter.key(folder);
    Greeter.jar(folder);
    Files.writeString(folder.resolve("bom.json"), "{\"the\":\"build's\"}");
    Files.writeString(folder.resolve("about.md"), "# Greets");
    Files.write(folder.resolve("a.png"), new byte[] {1});
    CommandLineRun run =
        run(
            "plugin",
            "sign",
            "greeter-1.0.0.jar",
            "--key",
            "acme.key",
            "--readme",
            "about.md",
            "--icon",
            "a.png",
            "--screenshot",
            "a.png",
            "--screenshot",
            "a.png",
            "--source",
            "git+https://acme.com/greeter",
            "--commit",
            "0123abc");
    assertThat(run.err()).contains("Signed com.acme.greeter 1.0.0 with the key");
    assertThat(run.code()).isZero();
    try (ZipFile zip = new ZipFile(folder.resolve("greeter-1.0.0.studio").toFile())) {
      assertThat(names(zip))
          .containsExactly(
              "README.md",
              "icon.png",
              "plugin.jar",
              "provenance.json",
              "sbom.cdx.json",
              "screenshots/01.png",
              "screenshots/02.png",
              "statement.dsse.json");
      assertThat(text(zip, "sbom.cdx.json")).isEqualTo("{\"the\":\"build's\"}");
      assertThat(text(zip, "provenance.json"))
          .contains("git+https://acme.com/greeter", "\"gitCommit\":\"0123abc\"");
    }
  }

  @Test
  void the_bill_names_what_the_build_had_and_the_jar_holds() throws IOException {
    Greeter.key(folder);
    Path jar = Greeter.jar(folder);
    Path carried = Files.writeString(folder.resolve("other-2.0.jar"), "not looked into");
    Path absent = folder.resolve("absent-1.0.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(absent))) {
      zip.putNextEntry(new ZipEntry("org/absent/A.class"));
    }
    Files.writeString(
        folder.resolve("libraries.txt"),
        """

        The following files have been resolved:
           org.other:other:jar:2.0:compile:%s -- module org.other
           org.absent:absent:jar:1.0:runtime:%s
        """
            .formatted(carried, absent));
    Path packages = Files.createDirectories(folder.resolve("packages"));
    Path copy = Files.copy(jar, folder.resolve("copy.jar"));
    CommandLineRun run =
        run(
            "plugin",
            "sign",
            jar.toString(),
            copy.toString(),
            "--key",
            "acme.key",
            "--out",
            "packages");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(packages.resolve("copy.studio")).exists();
    try (ZipFile zip = new ZipFile(packages.resolve("greeter-1.0.0.studio").toFile())) {
      assertThat(text(zip, "sbom.cdx.json"))
          .contains("pkg:maven/org.other/other@2.0", "pkg:maven/org.lib/lib@3.1")
          .doesNotContain("absent", "other.jar");
    }
    assertThat(
            run("plugin", "sign", "copy.jar", "copy.jar", "--key", "acme.key", "--out", "x").err())
        .contains("--out is no folder");
  }

  private static List<String> names(ZipFile zip) {
    Enumeration<? extends ZipEntry> entries = zip.entries();
    return Collections.list(entries).stream().map(ZipEntry::getName).toList();
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void what_is_no_plugin_is_not_signed() {
    Greeter.key(folder);
    Greeter.jar(folder, "Manifest-Version: 1.0\n\n");
    CommandLineRun run = run("plugin", "sign", "greeter-1.0.0.jar", "--key", "acme.key");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("is no plugin: its manifest has no Bundle-SymbolicName");
  }

  @Test
  void a_server_says_what_a_package_is_worth() throws IOException {
    CommandLineRun run = verify("SIGNED", "");
    assertThat(run.out()).isEqualTo("com.acme.greeter 1.0.0: SIGNED by Acme\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void what_a_stranger_signed_is_said_to_be() throws IOException {
    CommandLineRun run = verify("UNSIGNED\",\"keyId\":\"abc", "");
    assertThat(run.out())
        .isEqualTo(
            "com.acme.greeter 1.0.0: UNSIGNED, as nobody here has entered the key that it is signed with\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void what_a_server_refuses_gives_one() throws IOException {
    CommandLineRun run =
        verify("REFUSED", "{\"path\":\"plugin.jar\",\"message\":\"is not the file.\"}");
    assertThat(run.out())
        .isEqualTo("com.acme.greeter 1.0.0: REFUSED\n  plugin.jar: is not the file.\n");
    assertThat(run.code()).isEqualTo(1);
  }

  private CommandLineRun verify(String signed, String problem) throws IOException {
    Files.write(folder.resolve("x.studio"), new byte[] {1, 2});
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(
          "POST /api/v1/publishers/check",
          FakeStudio.json(
              200,
              "{\"name\":\"com.acme.greeter\",\"version\":\"1.0.0\",\"signed\":\"%s\",\"publisher\":\"Acme\",\"problems\":[%s]}"
                  .formatted(signed, problem)));
      CommandLineRun run = CommandLineRun.of(studio.url(), folder, "plugin", "verify", "x.studio");
      assertThat(studio.requests().getFirst().body()).containsExactly(1, 2);
      return run;
    }
  }
}
