package io.aiops.studio.plugins.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a body says it is.
 *
 * @param name in lower case, without parameters
 * @param charset as named; empty if it names none
 */
record MediaType(String name, String charset) {

  private static final Set<String> TEXT =
      Set.of(
          "application/xml",
          "application/javascript",
          "application/ecmascript",
          "application/x-ndjson",
          "application/yaml",
          "application/x-yaml",
          "application/x-www-form-urlencoded");
  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?([a-z0-9._:-]{1,40})");
  private static final int HEAD = 1024;

  static MediaType of(String header) {
    Matcher charset = CHARSET.matcher(header);
    String name = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return new MediaType(
        name.isEmpty() ? "application/octet-stream" : name, charset.find() ? charset.group(1) : "");
  }

  boolean json() {
    return name.equals("application/json") || name.endsWith("+json") || name.equals("text/json");
  }

  boolean text() {
    return json() || name.startsWith("text/") || name.endsWith("+xml") || TEXT.contains(name);
  }

  /** By the byte order mark, else the header, else what an HTML page says of itself, else UTF-8. */
  String decode(byte[] bytes) {
    if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (begins(bytes, 0xFE, 0xFF)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    if (begins(bytes, 0xFF, 0xFE)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    String named = charset;
    if (named.isEmpty() && name.contains("html")) {
      String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
      Matcher meta = CHARSET.matcher(head);
      named = meta.find() ? meta.group(1) : "";
    }
    return new String(bytes, charset(named));
  }

  private static Charset charset(String named) {
    try {
      return named.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(named);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // An unknown name says nothing; most of the web is UTF-8.
      return StandardCharsets.UTF_8;
    }
  }

  private static boolean begins(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
