package io.aiops.studio.host.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jars that are none, are made to do harm, or need what is not there. */
class BadJarsTest extends RefusedJars {

  static Stream<Row> rows() {
    return Stream.of(
        new Row("nothing", () -> new byte[0], "not a jar"),
        new Row("a text", () -> "hello".getBytes(StandardCharsets.UTF_8), "not a jar"),
        new Row(
            "a jar without manifest", () -> zip("a.txt", "x"), "not a jar file with a manifest"),
        new Row(
            "a jar that is no bundle",
            () -> zip("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"),
            "is a jar but no OSGi bundle",
            "Bundle-SymbolicName"),
        new Row(
            "a manifest that is none",
            () -> zip("META-INF/MANIFEST.MF", "no colon here\n"),
            "is not a jar file"),
        new Row(
            "a bundle without components",
            () -> TestJars.bundle("bad", "1.0.0").type("A", "public class A {}").build(),
            "announces no component",
            "@Component"),
        new Row(
            "a version that is none",
            () ->
                zip(
                    "META-INF/MANIFEST.MF",
                    """
                    Manifest-Version: 1.0
                    Bundle-ManifestVersion: 2
                    Bundle-SymbolicName: bad
                    Bundle-Version: one
                    Service-Component: x.xml
                    """),
            "Bundle-Version 'one'"),
        new Row(
            "a bundle that imports what is not there",
            () -> bad().header("Import-Package", "com.acme.missing;version=\"[2,3)\",*").build(),
            "package com.acme.missing from version 2.0.0 below 3.0.0",
            "embed other libraries"),
        new Row(
            "a bundle that wants the host's own classes",
            () -> bad().header("Import-Package", "io.aiops.studio.host.plugin,*").build(),
            "package io.aiops.studio.host.plugin"),
        new Row(
            "a bundle for a later plugin-api",
            () -> bad().header("Import-Package", "io.aiops.studio.api;version=9").build(),
            "package io.aiops.studio.api from version 9"),
        new Row(
            "a path that leaves the jar",
            () -> TestJars.with(bad().build(), "../../etc/cron.d/x", new byte[] {1}, 1),
            "'../../etc/cron.d/x'",
            "leaves the jar"),
        new Row(
            "an absolute path",
            () -> TestJars.with(bad().build(), "/etc/x", new byte[] {1}, 1),
            "'/etc/x'",
            "leaves the jar"),
        new Row(
            "a path of another system",
            () -> TestJars.with(bad().build(), "a\\..\\..\\x", new byte[] {1}, 1),
            "leaves the jar"),
        new Row(
            "a jar that unpacks to more than half a gigabyte",
            () -> TestJars.with(bad().build(), "zeros", new byte[1024 * 1024], 513),
            "unpacks to more than 512 MiB"),
        new Row(
            "a manifest that unpacks to megabytes",
            () -> zip("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + "x: y\n".repeat(400_000)),
            "manifest that is larger than 1 MiB"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void is_refused_and_nothing_is_changed(Row row) {
    assertRefused(row);
  }

  private static byte[] zip(String entry, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void a_jar_larger_than_the_bound_is_not_read_to_its_end() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            return length;
          }
        };
    assertRefused(
        endless, "larger than 128 MiB; a package may have 128 MiB, a plugin's jar 100 MiB");
  }
}
