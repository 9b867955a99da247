package io.aiops.studio.host.trust;

import static io.aiops.studio.host.trust.CodeVerdict.REFUSED;
import static io.aiops.studio.host.trust.CodeVerdict.SEPARATE;

import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.trust.RuleRows.Row;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What else lies in a jar, and how. */
final class EntryRows {

  private EntryRows() {}

  static Stream<Row> all() {
    byte[] exits = Classes.exiting("acme.Does");
    byte[] inner = Classes.jar("acme/Does.class", exits);
    return Stream.of(
        new Row(
            "no jar",
            Rules.UNREADABLE,
            REFUSED,
            () -> "no jar".getBytes(StandardCharsets.UTF_8),
            "the jar",
            "no jar file"),
        new Row(
            "a class that is none",
            Rules.UNREADABLE,
            REFUSED,
            () -> with("acme/Broken.class", new byte[] {1, 2, 3}),
            "acme/Broken.class",
            "a broken class file"),
        new Row(
            "a jar in the jar that is none",
            Rules.UNREADABLE,
            REFUSED,
            () -> with("lib/a.jar", new byte[] {1, 2, 3}),
            "lib/a.jar!/",
            "no jar file"),
        new Row(
            "a component description that is none",
            Rules.UNREADABLE,
            REFUSED,
            () ->
                TestJars.with(
                    Classes.jar(
                        "META-INF/MANIFEST.MF", Classes.manifest("Service-Component: a.xml")),
                    "a.xml",
                    "<!DOCTYPE c [<!ENTITY e 'io.aiops'>]><c><reference interface='&e;'/></c>"
                        .getBytes(StandardCharsets.UTF_8),
                    1),
            "a.xml",
            "a broken component description"),
        new Row(
            "a manifest that is none",
            Rules.UNREADABLE,
            REFUSED,
            () -> Classes.jar("META-INF/MANIFEST.MF", Classes.manifest("no header")),
            "META-INF/MANIFEST.MF",
            "a broken manifest"),
        new Row(
            "another manifest for a later Java",
            Rules.WIRING,
            REFUSED,
            () ->
                Classes.jar(
                    "META-INF/versions/25/OSGI-INF/MANIFEST.MF",
                    Classes.manifest("Import-Package: com.acme.other")),
            "META-INF/versions/25/OSGI-INF/MANIFEST.MF",
            "Import-Package: com.acme.other"),
        new Row(
            "another manifest for readers that take any letters",
            Rules.DUPLICATE,
            REFUSED,
            () -> with("META-INF/manifest.mf", new byte[0]),
            "META-INF/manifest.mf",
            "the name of the manifest"),
        new Row(
            "a path twice",
            Rules.DUPLICATE,
            REFUSED,
            () -> Classes.twice("acme/Does.class", exits),
            "acme/Does.class",
            "twice"),
        new Row(
            "jars within jars within jars",
            Rules.TOO_MUCH,
            REFUSED,
            () -> {
              byte[] jar = inner;
              for (int i = 0; i < 4; i++) {
                jar = Classes.jar("lib/a.jar", jar);
              }
              return jar;
            },
            "the jar",
            "more than 3 deep"),
        new Row(
            "a library for Linux",
            Rules.NATIVE,
            SEPARATE,
            () -> with("data.bin", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0}),
            "data.bin",
            "a native library"),
        new Row(
            "a library by its name",
            Rules.NATIVE,
            SEPARATE,
            () -> with("win/x.DLL", new byte[] {'M', 'Z'}),
            "win/x.DLL",
            "a native library"),
        new Row(
            "a class for a later Java",
            Rules.EXIT,
            SEPARATE,
            () -> with("META-INF/versions/25/acme/Does.class", exits),
            "acme.Does.run",
            "java.lang.System.exit"),
        new Row(
            "a class under another name",
            Rules.EXIT,
            SEPARATE,
            () -> with("pictures/logo.png", exits),
            "acme.Does.run",
            "java.lang.System.exit"),
        new Row(
            "a jar in the jar",
            Rules.EXIT,
            SEPARATE,
            () -> with("lib/a.jar", inner),
            "lib/a.jar!/acme.Does.run",
            "java.lang.System.exit"),
        new Row(
            "a jar in a jar in the jar, under other names",
            Rules.EXIT,
            SEPARATE,
            () -> with("a.txt", Classes.jar("b.txt", inner)),
            "a.txt!/b.txt!/acme.Does.run",
            "java.lang.System.exit"),
        new Row(
            "a jar on the class path that begins as something else",
            Rules.EXIT,
            SEPARATE,
            () ->
                TestJars.with(
                    Classes.jar(
                        "META-INF/MANIFEST.MF", Classes.manifest("Bundle-ClassPath: ., a.gif")),
                    "a.gif",
                    Classes.after("GIF89a, a picture", inner),
                    1),
            "a.gif!/acme.Does.run",
            "java.lang.System.exit"));
  }

  static byte[] with(String entry, byte[] content) {
    return TestJars.with(Classes.jar("readme.txt", new byte[0]), entry, content, 1);
  }
}
