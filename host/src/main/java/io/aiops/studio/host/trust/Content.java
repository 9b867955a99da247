package io.aiops.studio.host.trust;

import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;

/** What an entry of a jar is, by how it begins and, where that says nothing, by its name. */
enum Content {
  CLASS,
  JAR,
  NATIVE,
  OTHER;

  /** How many bytes of an entry tell. */
  static final int BEGIN = 8;

  private static final Set<String> NATIVE_NAMES = Set.of("so", "dll", "dylib", "jnilib");

  static Content of(ZipEntry entry, byte[] begin) {
    String extension =
        entry.getName().substring(entry.getName().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (extension.equals("class")) {
      return CLASS;
    }
    return switch (number(begin, 0)) {
      // Mach-O for several processors begins alike; there, the number of these follows.
      case 0xCAFEBABE -> number(begin, 4) < 45 && number(begin, 4) >= 0 ? NATIVE : CLASS;
      case 0x7F454C46, 0xFEEDFACE, 0xFEEDFACF, 0xCEFAEDFE, 0xCFFAEDFE -> NATIVE;
      case 0x504B0304 -> JAR;
      default -> byName(extension);
    };
  }

  private static Content byName(String extension) {
    if (NATIVE_NAMES.contains(extension)) {
      return NATIVE;
    }
    return extension.equals("jar") ? JAR : OTHER;
  }

  private static int number(byte[] bytes, int at) {
    if (bytes.length < at + 4) {
      return 0;
    }
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }
}
