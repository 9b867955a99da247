package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundle as bytes: a jar file as it is, or a folder of classes with bnd's manifest in it. */
final class BuiltJar {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private BuiltJar() {}

  static byte[] of(Path bundle) throws IOException {
    if (Files.isRegularFile(bundle)) {
      return Files.readAllBytes(bundle);
    }
    if (!Files.isRegularFile(bundle.resolve(MANIFEST))) {
      fail(
          bundle.toAbsolutePath()
              + " is neither a jar nor a folder with "
              + MANIFEST
              + ": does the pom run bnd-maven-plugin's bnd-process?");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(bundle.resolve(MANIFEST));
        JarOutputStream jar = new JarOutputStream(bytes, new Manifest(in))) {
      for (Path file : files(bundle)) {
        String name = bundle.relativize(file).toString().replace('\\', '/');
        if (!name.equals(MANIFEST)) {
          jar.putNextEntry(new JarEntry(name));
          Files.copy(file, jar);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
