package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar as it was given, looked at without loading anything of it.
 *
 * @param name the bundle's symbolic name
 * @param version the bundle's version
 * @param wants what its manifest says that it wants
 * @param descriptions of its Declarative Services components, as its manifest names them
 * @param connector the entry that is a connector without Java; empty if it has none
 * @param components how many it announces: of Declarative Services, and connectors without Java
 */
record PluginJar(
    String name,
    Version version,
    String title,
    String description,
    Wants wants,
    String descriptions,
    String connector,
    int components,
    String sha256,
    byte[] bytes) {

  /** Names the YAML of a connector that has no code. */
  private static final String CONNECTOR = "Studio-Connector";

  private static final Pattern DEVELOPMENT = Pattern.compile("(.*-)?dev-.*");
  private static final int LARGEST = 100 * 1024 * 1024;

  /**
   * @throws InvalidException if it is too large, no jar, or no bundle, or wants what there is not
   */
  static PluginJar read(String fileName, InputStream in) {
    byte[] bytes = bytes(fileName, in, LARGEST);
    JarBounds.check(fileName, bytes);
    Attributes headers = manifest(fileName, bytes).getMainAttributes();
    String symbolicName = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (symbolicName == null || !"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
      throw new InvalidException(
          fileName,
          "is a jar but no OSGi bundle: its manifest has no Bundle-SymbolicName. Build it with"
              + " bnd-maven-plugin, as './studio plugin new' sets it up. Nothing was changed.");
    }
    int components = components(headers);
    if (components == 0) {
      throw new InvalidException(
          fileName,
          "announces no component: annotate a class with @Component and @Provides, or name a"
              + " connector's YAML with "
              + CONNECTOR
              + ". Nothing was changed.");
    }
    String name = symbolicName.split(";", 2)[0].strip();
    return new PluginJar(
        name,
        version(fileName, headers.getValue(Constants.BUNDLE_VERSION)),
        headers.getValue(Constants.BUNDLE_NAME) == null
            ? name
            : headers.getValue(Constants.BUNDLE_NAME),
        headers.getValue(Constants.BUNDLE_DESCRIPTION) == null
            ? ""
            : headers.getValue(Constants.BUNDLE_DESCRIPTION),
        Wants.read(headers.getValue(Wants.HEADER)),
        descriptions(headers),
        connector(headers),
        components,
        sha256(bytes),
        bytes);
  }

  /** Empty if there are none. */
  private static String descriptions(Attributes headers) {
    String named = headers.getValue("Service-Component");
    return named == null ? "" : named;
  }

  private static int components(Attributes headers) {
    String classes = descriptions(headers);
    return (classes.isEmpty() ? 0 : classes.split(",", -1).length)
        + (connector(headers).isEmpty() ? 0 : 1);
  }

  private static String connector(Attributes headers) {
    String named = headers.getValue(CONNECTOR);
    return named == null ? "" : named.strip();
  }

  /** As {@code ./studio plugin dev} numbers it: its author wants to see it fail, at once. */
  boolean development() {
    return DEVELOPMENT.matcher(version.getQualifier()).matches();
  }

  /** Without its bytes, for whoever keeps it longer than it is needed. */
  PluginJar light() {
    return new PluginJar(
        name,
        version,
        title,
        description,
        wants,
        descriptions,
        connector,
        components,
        sha256,
        new byte[0]);
  }

  private static Version version(String fileName, String text) {
    try {
      return Version.parseVersion(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidException(
          fileName,
          "has the Bundle-Version '" + text + "', which is no OSGi version such as 1.2.3");
    }
  }

  /** All of it, if it has no more bytes than that. */
  static byte[] bytes(String fileName, InputStream in, int most) {
    try {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new InvalidException(
            fileName,
            "is larger than "
                + most / (1024 * 1024)
                + " MiB; a package may have 128 MiB, a plugin's jar 100 MiB. Nothing was changed.");
      }
      return bytes;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(fileName + " could not be read to its end", e);
    }
  }

  private static Manifest manifest(String fileName, byte[] bytes) {
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
      Manifest manifest = jar.getManifest();
      if (manifest != null) {
        return manifest;
      }
    } catch (IOException | IllegalArgumentException | SecurityException e) {
      throw new InvalidException(
          fileName, "is not a jar file: " + e.getMessage() + ". Nothing was changed.");
    }
    throw new InvalidException(
        fileName,
        "is not a jar file with a manifest as its first entry, or not a jar at all. Nothing was"
            + " changed.");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PluginJar jar && sha256.equals(jar.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
