package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A zip of which there is one way to write it: entries sorted by name, nothing compressed, one
 * fixed time, no comments. No other is read, so that what a reader of another make shows is what is
 * here.
 */
final class Archive {

  /** No file is larger, in bytes. */
  static final int LARGEST = 64 * 1024 * 1024;

  private static final int MOST_ENTRIES = 200;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Archive() {}

  static byte[] write(SortedMap<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(entries, out);
    return out.toByteArray();
  }

  /** Into something that does not fail. */
  private static void write(SortedMap<String, byte[]> entries, OutputStream out) {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(each.getValue());
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(NO_TIME);
        entry.setSize(each.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written but memory", e);
    }
  }

  /**
   * @param bound how many bytes an entry of that name may have; 0 if it does not belong
   * @throws InvalidException naming the entry
   */
  static SortedMap<String, byte[]> read(
      String fileName, byte[] bytes, ToIntFunction<String> bound) {
    if (bytes.length > LARGEST) {
      throw new InvalidException(
          fileName, "has more than " + LARGEST + " bytes, the most a template may have.");
    }
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        add(fileName, entry, zip, bound, entries);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidException(fileName, "is no template: " + e.getMessage() + ".");
    }
    if (entries.isEmpty()) {
      throw new InvalidException(
          fileName, "is no template. Make one with './studio template export'.");
    }
    Comparison comparison = new Comparison(bytes);
    write(entries, comparison);
    if (!comparison.same()) {
      throw new InvalidException(
          fileName,
          "was not written by a studio: its entries are as expected, but it has another order,"
              + " times, or bytes between them. Export the template again.");
    }
    return entries;
  }

  /** Whether there is an entry of that name; what is no zip has none. */
  static boolean has(byte[] bytes, String name) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      int seen = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return true;
        }
        if (++seen > MOST_ENTRIES) {
          return false;
        }
      }
      return false;
    } catch (IOException | IllegalArgumentException e) {
      // Whoever looks at it closely says what is wrong.
      return false;
    }
  }

  /** Compares what is written without keeping it. */
  private static final class Comparison extends OutputStream {
    private final byte[] expected;
    private int at;
    private boolean differs;

    Comparison(byte[] expected) {
      this.expected = expected;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      differs |=
          length > expected.length - at
              || !Arrays.equals(bytes, offset, offset + length, expected, at, at + length);
      at = differs ? at : at + length;
    }

    boolean same() {
      return !differs && at == expected.length;
    }
  }

  private static void add(
      String fileName,
      ZipEntry entry,
      ZipInputStream zip,
      ToIntFunction<String> bound,
      SortedMap<String, byte[]> entries)
      throws IOException {
    String name = entry.getName();
    int most = bound.applyAsInt(name);
    if (most == 0) {
      throw new InvalidException(
          fileName, "has an entry '" + shown(name) + "', which does not belong into a template.");
    }
    if (entries.size() == MOST_ENTRIES) {
      throw new InvalidException(fileName, "has more than " + MOST_ENTRIES + " entries.");
    }
    if (entry.getMethod() != ZipEntry.STORED) {
      throw new InvalidException(
          fileName, "has its entry '" + name + "' compressed; a template holds files as they are.");
    }
    byte[] content = zip.readNBytes(most + 1);
    if (content.length > most) {
      throw new InvalidException(
          fileName, "has an entry '" + name + "' of more than " + most + " bytes.");
    }
    if (entries.putIfAbsent(name, content) != null) {
      throw new InvalidException(fileName, "has the entry '" + name + "' twice.");
    }
  }

  /** Of a name that anybody may have chosen. */
  private static String shown(String name) {
    String plain =
        name.codePoints()
            .limit(100)
            .filter(c -> !Character.isISOControl(c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return plain.length() < name.length() ? plain + "…" : plain;
  }
}
