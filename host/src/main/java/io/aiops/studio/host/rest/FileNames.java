package io.aiops.studio.host.rest;

import io.aiops.studio.host.json.Unstorable;
import io.aiops.studio.host.problem.InvalidException;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and media types of files as they come in and go out over HTTP. */
public final class FileNames {

  private static final int MAX = 200;
  private static final Pattern TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,80}/[A-Za-z0-9!#$&^_.+-]{1,80}");

  private FileNames() {}

  public static String checked(@Nullable String name) {
    if (name == null || name.isBlank()) {
      throw new InvalidException("name", "Give the file's name: ?name=report.csv");
    }
    boolean folder =
        name.contains("/") || name.contains("\\") || name.equals("..") || name.equals(".");
    boolean broken =
        name.codePoints().anyMatch(Character::isISOControl) || !Unstorable.storable(name);
    if (folder || broken || name.length() > MAX) {
      throw new InvalidException(
          "name",
          "A file's name has 1 to %d characters, no folders and no control characters."
              .formatted(MAX));
    }
    return name.strip();
  }

  /** Type and subtype alone. */
  static String mediaType(@Nullable String type) {
    if (type == null || type.isBlank()) {
      return MediaType.APPLICATION_OCTET_STREAM;
    }
    String bare = type.split(";", 2)[0].strip();
    if (!TYPE.matcher(bare).matches()) {
      throw new InvalidException("Content-Type", "This is no media type; send one like text/csv.");
    }
    return bare;
  }

  /** Never shown in the browser; the name in the form of RFC 6266. */
  public static String attachment(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }
}
