package io.aiops.studio.marketplace.listing;

import io.aiops.studio.host.problem.InvalidException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A PNG that somebody else made, drawn anew: of what they sent only the pixels are kept. Before it
 * is decoded, its size is known and everything is taken out but what pixels need, since the other
 * parts can unpack to any size.
 *
 * @param png as it is kept and shown
 */
public record Picture(int width, int height, byte[] png) {

  /** An icon's side in pixels, and its bytes. */
  private static final int ICON = 512;

  private static final int ICON_BYTES = 256 * 1024;
  private static final int SCREENSHOT = 2_560;
  private static final int SCREENSHOT_BYTES = 2 * 1024 * 1024;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS");

  @Override
  public byte[] png() {
    return png.clone();
  }

  /**
   * @throws InvalidException naming {@code file}
   */
  public static Picture icon(String file, byte[] given) {
    Picture icon = read(file, given, ICON, ICON_BYTES);
    if (icon.width != icon.height || icon.width < 16) {
      throw new InvalidException(
          file,
          "is %d by %d pixels; an icon is square, 16 to %d a side."
              .formatted(icon.width, icon.height, ICON));
    }
    return icon;
  }

  /**
   * @throws InvalidException naming {@code file}
   */
  public static Picture screenshot(String file, byte[] given) {
    return read(file, given, SCREENSHOT, SCREENSHOT_BYTES);
  }

  private static Picture read(String file, byte[] given, int side, int most) {
    if (given.length > most) {
      throw new InvalidException(
          file, "has %d bytes; at most %d are taken.".formatted(given.length, most));
    }
    byte[] bare = bare(given, side).orElseThrow(() -> refused(file, side, null));
    Picture picture = drawn(file, bare, side);
    if (picture.png.length > most) {
      throw new InvalidException(
          file,
          "has %d bytes when it is drawn anew; at most %d are taken. Make it smaller or plainer."
              .formatted(picture.png.length, most));
    }
    return picture;
  }

  private static Picture drawn(String file, byte[] bare, int side) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
      BufferedImage image =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bare)));
      if (image != null && ImageIO.write(image, "png", to)) {
        to.flush();
        return new Picture(image.getWidth(), image.getHeight(), out.toByteArray());
      }
    } catch (IOException | RuntimeException e) {
      // The decoder has no exception of its own for pixels that make no picture.
      throw refused(file, side, e);
    }
    throw refused(file, side, null);
  }

  /** Only the chunks that pixels need; empty if it is no PNG, or too large a one. */
  private static Optional<byte[]> bare(byte[] given, int side) {
    ByteBuffer in = ByteBuffer.wrap(given);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] begin = new byte[SIGNATURE.length];
    if (given.length < begin.length) {
      return Optional.empty();
    }
    in.get(begin);
    if (!Arrays.equals(begin, SIGNATURE)) {
      return Optional.empty();
    }
    out.writeBytes(SIGNATURE);
    for (boolean first = true; in.remaining() >= 12; first = false) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining() - 8) {
        return Optional.empty();
      }
      byte[] chunk = new byte[4 + length];
      in.get(chunk);
      String type = new String(chunk, 0, 4, StandardCharsets.ISO_8859_1);
      CRC32 crc = new CRC32();
      crc.update(chunk);
      if (in.getInt() != (int) crc.getValue()
          || first != type.equals("IHDR")
          || (first && !fits(chunk, side))) {
        return Optional.empty();
      }
      if (NEEDED.contains(type)) {
        out.writeBytes(
            ByteBuffer.allocate(12 + length)
                .putInt(length)
                .put(chunk)
                .putInt((int) crc.getValue())
                .array());
      } else if (Character.isUpperCase(type.charAt(0))) {
        return Optional.empty();
      }
      if (type.equals("IEND")) {
        return in.hasRemaining() ? Optional.empty() : Optional.of(out.toByteArray());
      }
    }
    return Optional.empty();
  }

  private static boolean fits(byte[] header, int side) {
    if (header.length != 17) {
      return false;
    }
    int width = ByteBuffer.wrap(header).getInt(4);
    int height = ByteBuffer.wrap(header).getInt(8);
    return width > 0 && height > 0 && width <= side && height <= side;
  }

  private static InvalidException refused(String file, int side, @Nullable Exception cause) {
    InvalidException refused =
        new InvalidException(
            file,
            "is no PNG, or not of 1 to %d pixels a side. No other form is taken.".formatted(side));
    if (cause != null) {
      refused.initCause(cause);
    }
    return refused;
  }
}
