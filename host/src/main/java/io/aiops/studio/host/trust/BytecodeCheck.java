package io.aiops.studio.host.trust;

import io.aiops.studio.host.trust.Effort.Bounds;
import io.aiops.studio.host.trust.Effort.TooMuch;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks through a plugin's jar for what its code would do, without loading any of it: all classes,
 * those for other Java versions and those in jars within it, too.
 *
 * <p>It finds what honest and careless plugins do. Code that computes the names of what it calls by
 * reflection passes; endless loops and memory cannot be seen at all. Only a separate process bounds
 * those.
 */
public final class BytecodeCheck {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final int LARGEST_MANIFEST = 1024 * 1024;

  private final Effort effort;
  private final Findings findings = new Findings();
  private final Outside outside = new Outside();
  private final HeaderCheck headers = new HeaderCheck(findings);
  private final ClassLook classes;
  private int looked;

  private BytecodeCheck(Bounds bounds) {
    effort = new Effort(bounds);
    classes = new ClassLook(findings, outside, effort);
  }

  /**
   * @throws UncheckedIOException if the file is not there or cannot be read; that it is no jar, or
   *     a broken one, is a finding
   */
  public static CodeReport of(Path jar) {
    return of(jar, Bounds.USUAL);
  }

  static CodeReport of(Path jar, Bounds bounds) {
    return new BytecodeCheck(bounds).report(jar);
  }

  private CodeReport report(Path jar) {
    try {
      jar(jar, "", 0);
    } catch (TooMuch e) {
      findings.add(Finding.of(Rules.TOO_MUCH, "the jar", "", e.what()));
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " cannot be read", e);
    }
    outside.report(findings);
    return findings.report(looked);
  }

  /** As the framework reads it: by the directory at its end. */
  private void jar(Path file, String within, int depth) throws IOException, TooMuch {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      effort.entries(zip.size());
      List<String> classPath = depth == 0 ? manifest(zip) : List.of();
      Set<String> names = new HashSet<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!names.add(entry.getName())) {
          findings.add(Finding.of(Rules.DUPLICATE, within + entry.getName(), "", "its path twice"));
        }
        if (!entry.isDirectory()) {
          entry(zip, entry, within, depth, classPath);
        }
      }
    } catch (ZipException | EOFException e) {
      unreadable(within.isEmpty() ? "the jar" : within, "no jar file (" + e.getMessage() + ")");
    }
  }

  /** The bundle's class path; what the headers say besides is looked at. */
  private List<String> manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null) {
      return List.of();
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST_MANIFEST);
      Attributes main = new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
      headers.look(new String(bytes, StandardCharsets.UTF_8), main);
      return HeaderCheck.classPath(main);
    } catch (IOException | IllegalArgumentException e) {
      unreadable(MANIFEST, "a broken manifest (" + e.getMessage() + ")");
      return List.of();
    }
  }

  private void entry(ZipFile zip, ZipEntry entry, String within, int depth, List<String> classPath)
      throws IOException, TooMuch {
    String place = within + entry.getName();
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] begin = in.readNBytes(Content.BEGIN);
      switch (classPath.contains(entry.getName()) ? Content.JAR : Content.of(entry, begin)) {
        case CLASS -> type(within, entry.getName(), begin, in);
        case JAR -> inner(begin, in, place, depth + 1);
        case NATIVE -> findings.add(Finding.of(Rules.NATIVE, place, "", "a native library"));
        case OTHER -> {}
      }
    } catch (ZipException | EOFException e) {
      unreadable(place, "a broken entry (" + e.getMessage() + ")");
    }
  }

  private void type(String within, String name, byte[] begin, InputStream in)
      throws IOException, TooMuch {
    byte[] rest = in.readNBytes(effort.largestClass());
    byte[] bytes = new byte[begin.length + rest.length];
    System.arraycopy(begin, 0, bytes, 0, begin.length);
    System.arraycopy(rest, 0, bytes, begin.length, rest.length);
    effort.classBytes(bytes.length);
    looked++;
    classes.look(within, name, bytes);
  }

  private void inner(byte[] begin, InputStream in, String place, int depth)
      throws IOException, TooMuch {
    effort.depth(depth);
    Path copy = Files.createTempFile("studio-check", ".jar");
    try {
      try (OutputStream out = Files.newOutputStream(copy)) {
        out.write(begin);
        byte[] buffer = new byte[64 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          effort.bytes(n);
          out.write(buffer, 0, n);
        }
      }
      jar(copy, place + "!/", depth);
    } finally {
      Files.delete(copy);
    }
  }

  private void unreadable(String place, String what) {
    findings.add(Finding.of(Rules.UNREADABLE, place, "", what));
  }
}
