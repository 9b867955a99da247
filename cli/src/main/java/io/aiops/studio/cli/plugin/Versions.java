package io.aiops.studio.cli.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Versions this studio was built with. */
final class Versions {

  private Versions() {}

  /** Keys begin with {@code version.}. */
  static Properties all() {
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      Properties versions = new Properties();
      versions.load(in);
      return versions;
    } catch (IOException e) {
      throw new IllegalStateException("versions.properties is missing in this program", e);
    }
  }

  static String of(String what) {
    return all().getProperty("version." + what);
  }
}
