package io.aiops.studio.plugins.testkit.kit;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;

/** A bundle of one component of {@code kit.bad}. */
final class Bundles {

  static final String SAMPLES =
      """
      {"connector:subject": {
        "settings": {"token": "a-token-of-the-test", "url": "${outside}/order"},
        "outside": [{"path": "/order", "status": 201}],
        "calls": [{"tool": "do", "arguments": {"how": "well"}}],
        "failures": [{"tool": "do", "arguments": {"how": "badly"}, "category": "NOT_FOUND"}],
        "slow": [{"tool": "do", "arguments": {"how": "slowly"}}]}}
      """;

  private static final String SETTINGS =
      """
      {"type": "object", "properties":
        {"token": {"type": "string", "writeOnly": true}, "url": {"type": "string"}}}
      """;

  private Bundles() {}

  static byte[] of(Class<?> component, String samples) {
    try (Builder builder = new Builder()) {
      builder.addClasspath(new File("target/test-classes"));
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        if (entry.contains("plugin-api") || entry.contains("osgi") || entry.contains("jspecify")) {
          builder.addClasspath(new File(entry));
        }
      }
      builder.setProperty("Bundle-SymbolicName", "subject");
      builder.setProperty("Bundle-Version", "1.2.3");
      builder.setProperty("Bundle-Name", "Subject");
      builder.setProperty("Bundle-Description", component.getSimpleName());
      builder.setProperty("-privatepackage", component.getPackageName());
      builder.setProperty("-dsannotations", component.getName());
      Jar jar = builder.build();
      put(jar, "schema/settings.json", SETTINGS);
      if (!samples.isEmpty()) {
        put(jar, Samples.PATH, samples);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      jar.write(bytes);
      return bytes.toByteArray();
    } catch (Exception e) {
      // bnd declares Exception.
      throw new AssertionError(component + " could not be made a bundle", e);
    }
  }

  private static void put(Jar jar, String path, String text) {
    jar.putResource(path, new EmbeddedResource(text.getBytes(StandardCharsets.UTF_8), 0));
  }
}
