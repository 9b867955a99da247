package io.aiops.studio.host.trust;

import io.aiops.studio.host.trust.Effort.Bounds;
import io.aiops.studio.host.trust.Effort.TooMuch;
import io.aiops.studio.host.trust.HeaderCheck.Parts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks through a plugin's jar for what its code would do, without loading any of it: all classes,
 * those for other Java versions and those in jars within it too, the manifest and the components.
 *
 * <p>It finds what honest and careless plugins do. Code that computes the names of what it calls by
 * reflection passes; endless loops and memory cannot be seen at all. Only a separate process bounds
 * those.
 */
public final class BytecodeCheck {

  private final Path copies;
  private final Effort effort;
  private final Findings findings = new Findings();
  private final Outside outside = new Outside();
  private final ClassLook classes;
  private int looked;

  private BytecodeCheck(Bounds bounds, Path copies) {
    this.copies = copies;
    effort = new Effort(bounds);
    classes = new ClassLook(findings, outside, effort);
  }

  /**
   * @throws UncheckedIOException if the file is not there or cannot be read; that it is no jar, or
   *     a broken one, is a finding
   */
  public static CodeReport of(Path jar) {
    return of(jar, Bounds.USUAL, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * @param copies where jars within are unpacked to, while they are looked at
   */
  static CodeReport of(Path jar, Bounds bounds, Path copies) {
    return new BytecodeCheck(bounds, copies).report(jar);
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
      Parts parts = depth == 0 ? manifests(zip) : Parts.NONE;
      Set<String> names = new HashSet<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!names.add(entry.getName())) {
          findings.add(Finding.of(Rules.DUPLICATE, within + entry.getName(), "", "its path twice"));
        }
        if (!entry.isDirectory()) {
          entry(zip, entry, within, depth, parts);
        }
      }
    } catch (ZipException | EOFException e) {
      unreadable(within.isEmpty() ? "the jar" : within, "no jar file (" + e.getMessage() + ")");
    }
  }

  /** The bundle's own, and those for other versions of Java. */
  private Parts manifests(ZipFile zip) throws IOException, TooMuch {
    Parts parts = Parts.NONE;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (HeaderCheck.manifest(name)) {
        try (InputStream in = zip.getInputStream(entry)) {
          Parts its = new HeaderCheck(findings, name).look(whole(new byte[0], in));
          parts = name.equals(HeaderCheck.MANIFEST) ? its : parts;
        }
      } else if (name.equalsIgnoreCase(HeaderCheck.MANIFEST)) {
        findings.add(Finding.of(Rules.DUPLICATE, name, "", "the name of the manifest"));
      }
    }
    return parts;
  }

  private void entry(ZipFile zip, ZipEntry entry, String within, int depth, Parts parts)
      throws IOException, TooMuch {
    String name = entry.getName();
    String place = within + name;
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] begin = in.readNBytes(Content.BEGIN);
      if (parts.describeComponents(name)) {
        new ComponentCheck(findings).look(place, whole(begin, in));
      }
      switch (parts.classPath().contains(name) ? Content.JAR : Content.of(entry, begin)) {
        case CLASS -> {
          looked++;
          classes.look(within, name, whole(begin, in));
        }
        case JAR -> inner(begin, in, place, depth + 1);
        case NATIVE -> findings.add(Finding.of(Rules.NATIVE, place, "", "a native library"));
        case OTHER -> {}
      }
    } catch (ZipException | EOFException e) {
      unreadable(place, "a broken entry (" + e.getMessage() + ")");
    }
  }

  private byte[] whole(byte[] begin, InputStream in) throws IOException, TooMuch {
    byte[] rest = in.readNBytes(effort.largest());
    byte[] bytes = Arrays.copyOf(begin, begin.length + rest.length);
    System.arraycopy(rest, 0, bytes, begin.length, rest.length);
    effort.one(bytes.length);
    return bytes;
  }

  private void inner(byte[] begin, InputStream in, String place, int depth)
      throws IOException, TooMuch {
    effort.depth(depth);
    Path copy = Files.createTempFile(copies, "studio-check", ".jar");
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
