package io.aiops.studio.marketplace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the samples folder became in the jar. */
final class Resources {

  private Resources() {}

  static InputStream open(String path) {
    InputStream in = Resources.class.getResourceAsStream("samples/" + path);
    if (in == null) {
      throw new IllegalStateException("samples/" + path + " is not in the marketplace's jar");
    }
    return in;
  }

  static String text(String path) {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("samples/" + path + " cannot be read", e);
    }
  }
}
