package io.aiops.studio.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.ApiChange.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The API is what its version says: {@code src/test/resources/api} has a description of each
 * version, and what others see of the package is exactly that of its own.
 */
final class ApiBaselineTest {

  private static final Path CLASSES = Path.of("target/classes");
  private static final Path DESCRIPTIONS = Path.of("src/test/resources/api");
  private static final String PACKAGE = "io.aiops.studio.api";

  @Test
  void what_others_see_is_what_its_version_says() throws IOException {
    List<String> now = ApiDescription.of(CLASSES, PACKAGE);
    Path next = Files.createDirectories(Path.of("target/api")).resolve(version() + ".txt");
    Files.write(next, now);
    Path golden = DESCRIPTIONS.resolve(version() + ".txt");
    assertThat(golden)
        .as("a description of version %s; that of now is %s", version(), next)
        .isRegularFile();
    ApiChange change = ApiChange.between(Files.readAllLines(golden), now);
    assertThat(change.kind())
        .as(
            "%nplugin-api differs from its version %s:%n  gone: %s%n  come: %s%n"
                + "Raise @Version in package-info.java by a %s version and keep %s as its description.%n"
                + "As long as %s was never released, its description may be changed instead.",
            version(), change.gone(), change.come(), change.kind(), next, version())
        .isEqualTo(Kind.NONE);
  }

  @Test
  void each_version_is_as_far_from_the_one_before_as_its_number_says() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(DESCRIPTIONS)) {
      files = listed.sorted((a, b) -> version(a).compareTo(version(b))).toList();
    }
    assertThat(files).isNotEmpty();
    for (int i = 1; i < files.size(); i++) {
      ApiChange change =
          ApiChange.between(Files.readAllLines(files.get(i - 1)), Files.readAllLines(files.get(i)));
      assertThat(change.allowedFrom(name(files.get(i - 1)), name(files.get(i))))
          .as(files.get(i) + " is " + change.kind() + " after " + files.get(i - 1) + ": " + change)
          .isTrue();
    }
  }

  /** As it was. */
  private interface Lent {
    String name();
  }

  @Test
  void a_method_more_is_minor_for_who_calls_it_and_major_for_who_implements_it() {
    List<String> before = List.of(PACKAGE + ".Tool is a type");
    ApiChange lent =
        ApiChange.between(before, more(before, ".CallContext has public abstract void x()"));
    assertThat(lent.kind()).isEqualTo(Kind.MINOR);
    assertThat(lent.allowedFrom("1.0.0", "1.0.1")).isFalse();
    assertThat(lent.allowedFrom("1.0.0", "1.1.0")).isTrue();
    ApiChange implemented =
        ApiChange.between(before, more(before, ".Agent has public abstract void x()"));
    assertThat(implemented.kind()).isEqualTo(Kind.MAJOR);
    assertThat(implemented.allowedFrom("1.0.0", "1.9.0")).isFalse();
    assertThat(implemented.allowedFrom("1.0.0", "2.0.0")).isTrue();
    assertThat(ApiChange.between(before, more(before, ".Agent has public default void x()")).kind())
        .isEqualTo(Kind.MINOR);
  }

  @Test
  void what_is_gone_or_has_another_shape_is_major() {
    List<String> lent = ApiDescription.of(Lent.class, FileRef.class);
    assertThat(lent).anyMatch(line -> line.endsWith("has components [id, name, mediaType, size]"));
    assertThat(lent).noneMatch(line -> line.contains("Lent"));
    assertThat(ApiChange.between(lent, lent.subList(1, lent.size())).kind()).isEqualTo(Kind.MAJOR);
  }

  private static List<String> more(List<String> before, String line) {
    return Stream.concat(before.stream(), Stream.of(PACKAGE + line)).toList();
  }

  private static Runtime.Version version(Path file) {
    return Runtime.Version.parse(name(file).replaceAll("(\\.0)+$", ""));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.txt$", "");
  }

  /** The package's, as bnd wrote it into the manifest from package-info. */
  private static String version() throws IOException {
    try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
      String exported = new Manifest(in).getMainAttributes().getValue("Export-Package");
      Matcher found =
          Pattern.compile(Pattern.quote(PACKAGE) + ";version=\"([0-9.]+)\"").matcher(exported);
      assertThat(found.find()).as(exported).isTrue();
      return found.group(1);
    }
  }
}
