package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A {@code .studio} file: a plugin's jar with what its publisher says of it, in a zip that holds
 * each file as it is. What may be in it is a closed list, each file once and with a bound.
 */
public final class StudioPackage {

  public static final String JAR = "plugin.jar";
  static final String STATEMENT = "statement.dsse.json";
  static final String SBOM = "sbom.cdx.json";
  static final String PROVENANCE = "provenance.json";

  /** What the compatibility kit found, as its publisher ran it. */
  public static final String COMPATIBILITY = "compatibility.json";

  /** No package is larger, in bytes. */
  public static final int LARGEST = 128 * 1024 * 1024;

  private static final int MIB = 1024 * 1024;
  private static final Map<String, Integer> BOUNDS =
      Map.of(
          JAR,
          100 * MIB,
          STATEMENT,
          MIB / 4,
          SBOM,
          8 * MIB,
          PROVENANCE,
          MIB / 4,
          COMPATIBILITY,
          MIB / 4,
          "README.md",
          MIB / 4,
          "icon.png",
          MIB / 4);
  private static final Pattern SCREENSHOT = Pattern.compile("screenshots/[a-z0-9-]{1,40}\\.png");
  private static final int SCREENSHOT_BOUND = 2 * MIB;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  private StudioPackage() {}

  /**
   * @throws InvalidException naming the entry
   */
  public static StudioPackage read(String fileName, byte[] bytes) {
    StudioPackage all = new StudioPackage();
    all.addAll(fileName, bytes);
    for (String needed : new String[] {JAR, STATEMENT, SBOM, PROVENANCE}) {
      if (!all.files.containsKey(needed)) {
        throw new InvalidException(
            fileName,
            "is not a package: it has no "
                + needed
                + ". Make it with './studio plugin sign' of a jar.");
      }
    }
    return all;
  }

  private void addAll(String fileName, byte[] bytes) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        add(fileName, entry, zip);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidException(fileName, "is not a package: " + e.getMessage() + ".");
    }
  }

  private void add(String fileName, ZipEntry entry, ZipInputStream zip) throws IOException {
    String name = entry.getName();
    int bound =
        SCREENSHOT.matcher(name).matches() ? SCREENSHOT_BOUND : BOUNDS.getOrDefault(name, 0);
    if (bound == 0) {
      throw new InvalidException(
          fileName, "has an entry '" + name + "', which does not belong into a package.");
    }
    if (entry.getMethod() != ZipEntry.STORED) {
      throw new InvalidException(
          fileName, "has its entry '" + name + "' compressed; a package holds files as they are.");
    }
    byte[] content = zip.readNBytes(bound + 1);
    if (content.length > bound) {
      throw new InvalidException(
          fileName, "has an entry '" + name + "' of more than " + bound + " bytes.");
    }
    if (files.putIfAbsent(name, content) != null) {
      throw new InvalidException(fileName, "has the entry '" + name + "' twice.");
    }
  }

  /** One that may be in it or not; empty if it is not. */
  public Optional<byte[]> optional(String name) {
    return Optional.ofNullable(files.get(name)).map(byte[]::clone);
  }

  /** The names of all pictures beside the icon, in their order. */
  public List<String> screenshots() {
    return files.keySet().stream().filter(name -> SCREENSHOT.matcher(name).matches()).toList();
  }

  /** One that {@link #read} has made sure of. */
  public byte[] file(String name) {
    byte[] content = files.get(name);
    if (content == null) {
      throw new IllegalArgumentException(name);
    }
    return content;
  }

  /**
   * All of it but the jar: a zip from which, with the jar, the package is put {@link #together}.
   */
  byte[] papers() {
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.remove(JAR);
    return write(all);
  }

  /**
   * A package of what {@link #papers} gave and the jar. Its files are the same as before, so what
   * was signed is so still; the zip around them may be written in another way.
   */
  static byte[] together(byte[] papers, byte[] jar) {
    StudioPackage all = new StudioPackage();
    all.addAll("papers", papers);
    all.files.put(JAR, jar);
    return write(all.files);
  }

  private static byte[] write(SortedMap<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        entry.setSize(file.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written but memory", e);
    }
    return out.toByteArray();
  }

  /** The SHA-256 of each file but the statement, which cannot name itself. */
  SortedMap<String, String> hashes() {
    SortedMap<String, String> hashes = new TreeMap<>();
    files.forEach((name, content) -> hashes.put(name, Sha256.of(content)));
    hashes.remove(STATEMENT);
    return hashes;
  }
}
