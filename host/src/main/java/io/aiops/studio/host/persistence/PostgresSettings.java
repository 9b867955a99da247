package io.aiops.studio.host.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** How the embedded PostgreSQL is set; {@code db/postgresql.properties} has what, and why. */
final class PostgresSettings {

  private static final String FILE = "/db/postgresql.properties";

  private PostgresSettings() {}

  static Map<String, String> all() {
    Properties read = new Properties();
    try (InputStream in = PostgresSettings.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      read.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    Map<String, String> all = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
    return all;
  }
}
