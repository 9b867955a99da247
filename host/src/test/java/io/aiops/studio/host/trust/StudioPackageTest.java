package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are made to harm whoever reads them, or to be read in two ways. */
class StudioPackageTest {

  private record Row(String what, Supplier<byte[]> file, String says) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Row> packages() {
    return Stream.of(
        new Row("nothing", () -> new byte[0], "has no plugin.jar"),
        new Row("no zip", () -> "PK, but no zip".getBytes(StandardCharsets.UTF_8), "has no"),
        new Row(
            "cut off",
            () -> {
              byte[] good = Draft.good().sign().bytes();
              return Arrays.copyOf(good, good.length / 2);
            },
            "is not a package"),
        new Row(
            "no statement",
            () -> Draft.good().sign().with(StudioPackage.STATEMENT, null).bytes(),
            "has no statement.dsse.json"),
        new Row(
            "no bill of materials",
            () -> Draft.good().sign().with(StudioPackage.SBOM, null).bytes(),
            "has no sbom.cdx.json"),
        new Row("a path that leaves it", () -> with("../../x"), "'../../x', which does not belong"),
        new Row("an absolute path", () -> with("/etc/x"), "'/etc/x', which does not belong"),
        new Row("another system's path", () -> with("..\\x"), "does not belong"),
        new Row("a folder", () -> with("screenshots/"), "does not belong"),
        new Row("a page", () -> with("index.html"), "does not belong"),
        new Row("a picture that may run", () -> with("icon.svg"), "does not belong"),
        new Row("a second README by case", () -> with("readme.md"), "does not belong"),
        new Row("a path below the pictures", () -> with("screenshots/../x.png"), "does not belong"),
        new Row(
            "a README of more than its bound",
            () -> Draft.good().sign().with("README.md", new byte[256 * 1024 + 1]).bytes(),
            "'README.md' of more than 262144 bytes"),
        new Row("a bomb", StudioPackageTest::bomb, "compressed"),
        new Row(
            "an entry twice",
            () ->
                renamed(
                    Draft.good()
                        .sign()
                        .with("screenshots/a.png", new byte[1])
                        .with("screenshots/b.png", new byte[1])
                        .bytes(),
                    "screenshots/b.png",
                    "screenshots/a.png"),
            "twice"));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void is_not_read(Row row) {
    assertThatThrownBy(() -> StudioPackage.read("upload.studio", row.file().get()))
        .isInstanceOf(InvalidException.class)
        .hasMessageStartingWith("upload.studio: ")
        .hasMessageContaining(row.says());
  }

  static Stream<Row> jars() {
    return Stream.of(
        new Row("no zip", () -> new byte[] {1, 2, 3}, "is not a jar file"),
        new Row("no manifest", () -> Draft.zip(Map.of("x", new byte[0])), "is no OSGi bundle"),
        new Row("no name", () -> jar("Bundle-Version: 1.0"), "has no Bundle-SymbolicName"),
        new Row("no version", () -> jar("Bundle-SymbolicName: a"), "has no Bundle-Version"),
        new Row(
            "a name twice",
            () -> jar("Bundle-SymbolicName: a\nBundle-Version: 1\nbundle-symbolicname: acme.x"),
            "has the header 'bundle-symbolicname' twice"),
        new Row(
            "a manifest by another case",
            () -> Draft.good().inside("META-INF/manifest.mf", "Bundle-SymbolicName: x\n").jar(),
            "has a manifest named 'META-INF/manifest.mf'"),
        new Row(
            "an entry twice",
            () ->
                renamed(
                    Draft.good().inside("acme/b", "").inside("acme/a", "").jar(),
                    "acme/b",
                    "acme/a"),
            "has the entry 'acme/a' twice"),
        new Row(
            "a manifest of megabytes",
            () -> jar("Bundle-SymbolicName: a\n" + "x".repeat(1024 * 1024)),
            "of more than 1 MiB"));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void is_no_jar_that_is_read(Row row) {
    assertThatThrownBy(() -> JarFacts.read("upload.jar", row.file().get()))
        .isInstanceOf(InvalidException.class)
        .hasMessageStartingWith("upload.jar: ")
        .hasMessageContaining(row.says());
  }

  @Test
  void whatever_bit_is_another_the_package_is_the_same_or_is_not_read() {
    byte[] good = Draft.good().sign().bytes();
    Map<String, String> hashes = StudioPackage.read("it", good).hashes();
    byte[] statement = StudioPackage.read("it", good).file(StudioPackage.STATEMENT);
    int read = 0;
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] changed = good.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        StudioPackage other = StudioPackage.read("it", changed);
        assertThat(other.hashes()).isEqualTo(hashes);
        assertThat(other.file(StudioPackage.STATEMENT)).isEqualTo(statement);
        read++;
      } catch (InvalidException e) {
        assertThat(e.problems()).hasSize(1);
      }
    }
    assertThat(read).as("times of entries and the like are nobody's concern").isPositive();
  }

  private static byte[] with(String name) {
    return Draft.good().sign().with(name, new byte[] {1}).bytes();
  }

  private static byte[] jar(String manifest) {
    return Draft.zip(
        Map.of(
            "META-INF/MANIFEST.MF",
            ("Manifest-Version: 1.0\n" + manifest + "\n\n").getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] bomb() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(StudioPackage.JAR));
      zip.write(new byte[16 * 1024 * 1024]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** With one entry's name in place of another's of the same length. */
  private static byte[] renamed(byte[] zip, String from, String to) {
    return new String(zip, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
