package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What can be told of a plugin's jar without loading it. It is read by its directory, as the
 * framework reads it, and not from its front: a zip can be made so that the two differ.
 */
public final class JarFacts {

  static final String NAME = "Bundle-SymbolicName";
  static final String VERSION = "Bundle-Version";
  static final String LICENCE = "Bundle-License";
  static final String IMPORTS = "Import-Package";

  private static final Set<String> SHOWN =
      Set.of(NAME, VERSION, "Bundle-Name", "Bundle-Description", LICENCE, IMPORTS);
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final int LARGEST_TEXT = 1024 * 1024;
  private static final int MOST_ENTRIES = 20_000;
  private static final long MOST_INSIDE = 512L * 1024 * 1024;

  private final String fileName;
  private final String sha256;
  private final long size;
  private final SortedMap<String, String> headers = new TreeMap<>();
  private final SortedMap<String, String> jars = new TreeMap<>();
  private final SortedSet<String> classPath = new TreeSet<>();
  private final SortedSet<String> packages = new TreeSet<>();
  private final SortedSet<String> libraries = new TreeSet<>();
  private long left = MOST_INSIDE;

  private JarFacts(String fileName, String sha256, long size) {
    this.fileName = fileName;
    this.sha256 = sha256;
    this.size = size;
  }

  /**
   * @throws InvalidException if it is no bundle that can be read in one way only
   */
  public static JarFacts read(String fileName, byte[] bytes) {
    return read(fileName, Sha256.of(bytes), bytes);
  }

  /**
   * @param sha256 of these bytes
   */
  static JarFacts read(String fileName, String sha256, byte[] bytes) {
    JarFacts facts = new JarFacts(fileName, sha256, bytes.length);
    try {
      Path file = Files.createTempFile("studio-trust", ".jar");
      try {
        Files.write(file, bytes);
        facts.look(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(fileName + " cannot be put down to be read", e);
    }
    for (String needed : new String[] {NAME, VERSION}) {
      if (facts.header(needed).isEmpty()) {
        throw facts.refused("is no OSGi bundle: its manifest has no " + needed);
      }
    }
    return facts;
  }

  private void look(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw refused("has more than " + MOST_ENTRIES + " entries");
      }
      Set<String> names = new HashSet<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!names.add(entry.getName())) {
          throw refused("has the entry '" + entry.getName() + "' twice");
        }
        try (InputStream in = zip.getInputStream(entry)) {
          look(entry.getName(), in);
        }
      }
      for (String path : classPath) {
        ZipEntry entry = zip.getEntry(path);
        if (entry != null && !entry.isDirectory() && !jars.containsKey(path)) {
          try (InputStream in = zip.getInputStream(entry)) {
            carries(path, in);
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw refused("is not a jar file: " + e.getMessage());
    }
  }

  private void look(String name, InputStream in) throws IOException {
    if (name.equalsIgnoreCase(MANIFEST)) {
      manifest(name, text(name, in));
    } else if (name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
      carries(name, in);
    } else if (name.endsWith(".class")) {
      String path = name.replaceFirst("^META-INF/versions/\\d+/", "");
      packages.add(path.substring(0, Math.max(path.lastIndexOf('/'), 0)).replace('/', '.'));
    } else if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
      library(text(name, in));
    }
  }

  private void carries(String name, InputStream in) throws IOException {
    Sha256 hash = Sha256.of(in, left);
    left -= hash.bytes();
    if (left < 0) {
      throw refused("carries jars that unpack to more than 512 MiB");
    }
    jars.put(name, hash.hex());
  }

  private byte[] text(String name, InputStream in) throws IOException {
    byte[] text = in.readNBytes(LARGEST_TEXT + 1);
    if (text.length > LARGEST_TEXT) {
      throw refused("has an entry '" + name + "' of more than 1 MiB");
    }
    return text;
  }

  private void manifest(String name, byte[] text) throws IOException {
    if (!name.equals(MANIFEST)) {
      throw refused("has a manifest named '" + name + "'; expected " + MANIFEST);
    }
    Set<String> seen = new HashSet<>();
    for (String line : new String(text, StandardCharsets.UTF_8).split("\r\n|\n|\r", -1)) {
      if (line.isEmpty()) {
        break;
      }
      String header = line.split(":", 2)[0];
      if (!line.startsWith(" ") && !seen.add(header.toLowerCase(Locale.ROOT))) {
        throw refused("has the header '" + header + "' twice");
      }
    }
    Attributes all = new Manifest(new ByteArrayInputStream(text)).getMainAttributes();
    all.forEach((header, value) -> {
      String key = header.toString();
      if (SHOWN.contains(key) || wants(key)) {
        headers.put(key, value.toString());
      }
    });
    String path = all.getValue("Bundle-ClassPath");
    for (String clause : path == null ? new String[0] : path.split(",", -1)) {
      classPath.add(clause.split(";", 2)[0].strip().replaceFirst("^/", ""));
    }
  }

  private void library(byte[] text) throws IOException {
    Properties about = new Properties();
    about.load(new ByteArrayInputStream(text));
    libraries.add(
        about.getProperty("groupId")
            + ":"
            + about.getProperty("artifactId")
            + ":"
            + about.getProperty("version"));
  }

  /** Whether a header says what a plugin wants; the framework asks for headers by any case. */
  static boolean wants(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith("studio-");
  }

  private InvalidException refused(String why) {
    return new InvalidException(fileName, why + ".");
  }

  String sha256() {
    return sha256;
  }

  /** In bytes. */
  long size() {
    return size;
  }

  /** Of the manifest, those that are shown to people or decide what it gets. */
  SortedMap<String, String> headers() {
    return headers;
  }

  /** Empty if it has none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The symbolic name without its directives. */
  String name() {
    return header(NAME).split(";", 2)[0].strip();
  }

  String version() {
    return header(VERSION);
  }

  /** SHA-256 of each jar in it, by path, and of whatever else is on its class path. */
  SortedMap<String, String> jars() {
    return jars;
  }

  /** That classes in it are of, with dots. */
  SortedSet<String> packages() {
    return packages;
  }

  /** What says of itself that it was copied into it: {@code group:name:version}. */
  SortedSet<String> libraries() {
    return libraries;
  }
}
