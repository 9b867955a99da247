package io.aiops.studio.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Somebody's own plugin: a copy of the echo agent's bundle, under a name and with an agent of
 * theirs.
 */
final class Bundle {

  private static final String PACKAGE = "io.aiops.studio.plugins.echo";

  /** Says what it was told, and after it what its settings say. */
  static final String PARROT = PACKAGE + ".Parrot";

  /** What one may set at it. */
  static final String AFTER = "What it says after it";

  private static final String SETTINGS =
      """
      {"type": "object", "properties": {"after": {"title": "%s", "type": "string"}}}
      """
          .formatted(AFTER);

  private static final Path CHECKOUT = Path.of(System.getProperty("studio.checkout"));

  private Bundle() {}

  static Path of(String name, String title) {
    return of("com.example." + name, name, title, "1.0.0", "", PARROT);
  }

  /** Every other call of it fails. */
  static Path failingHalf(String name, String title, String version) {
    return of("com.example." + name, name, title, version, "", PACKAGE + ".Moody");
  }

  /** Beside the echo agent, in its package. */
  private static Map<String, byte[]> agents() throws IOException {
    Path parrot =
        agent(
            "Parrot",
            """
            Object after = context.settings().get("after");
            return new AgentResult.Completed(
                java.util.Map.of("text", task.instruction() + (after == null ? "" : after)));
            """);
    Path moody =
        agent(
            "Moody",
            """
            if (calls.incrementAndGet() % 2 == 0) { throw new IllegalStateException("It sulks."); }
            return new AgentResult.Completed(task.instruction());
            """);
    String api = built("plugin-api/target", "plugin-api-[0-9].*\\.jar").toString();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", api, parrot.toString(), moody.toString());
    if (failed != 0) {
      throw new IllegalStateException(parrot + " or " + moody + " is not compiled");
    }
    return Map.of(
        "Parrot.class", Files.readAllBytes(parrot.resolveSibling("Parrot.class")),
        "Moody.class", Files.readAllBytes(moody.resolveSibling("Moody.class")));
  }

  private static Path agent(String name, String run) {
    return Visits.file(
        name + ".java",
        """
        package %s;
        import io.aiops.studio.api.*;
        public final class %s implements Agent {
          private final java.util.concurrent.atomic.AtomicInteger calls = new java.util.concurrent.atomic.AtomicInteger();
          @Override
          public AgentResult run(AgentTask task, AgentContext context) {
            %s
          }
        }
        """
            .formatted(PACKAGE, name, run));
  }

  private static Path built(String folder, String name) throws IOException {
    try (Stream<Path> jars = Files.list(CHECKOUT.resolve(folder))) {
      return jars.filter(each -> each.getFileName().toString().matches(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * @param id the symbolic name
   * @param agent what workflows call its agent
   * @param wants what it declares that it wants; empty for nothing
   * @param implementation the agent's class
   */
  static Path of(
      String id, String agent, String title, String version, String wants, String implementation) {
    Path copy = Visits.file(agent + "-" + version + ".jar", "");
    try {
      write(
          built("plugins/agent-echo/target", "agent-echo-[0-9].*\\.jar"),
          copy,
          Map.of(
              "Bundle-SymbolicName", id,
              "Bundle-Name", title,
              "Bundle-Version", version,
              "Studio-Wants", wants),
          agent,
          implementation);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      Path echo, Path copy, Map<String, String> headers, String agent, String implementation)
      throws IOException {
    try (JarFile from = new JarFile(echo.toFile())) {
      Manifest manifest = from.getManifest();
      headers.forEach((name, value) -> {
        if (!value.isEmpty()) {
          manifest.getMainAttributes().putValue(name, value);
        }
      });
      try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
        for (JarEntry entry : from.stream().toList()) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            byte[] content = from.getInputStream(entry).readAllBytes();
            put(
                to,
                entry.getName(),
                switch (entry.getName()) {
                  case String name when name.startsWith("OSGI-INF/") ->
                      named(content, agent, headers.get("Bundle-Name"), implementation);
                  case "META-INF/studio/samples.json" -> samples(content, agent);
                  default -> content;
                });
          }
        }
        for (Map.Entry<String, byte[]> agentClass : agents().entrySet()) {
          put(to, PACKAGE.replace('.', '/') + "/" + agentClass.getKey(), agentClass.getValue());
        }
        put(to, "schema/settings.json", SETTINGS.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void put(JarOutputStream to, String name, byte[] content) throws IOException {
    to.putNextEntry(new JarEntry(name));
    to.write(content);
    to.closeEntry();
  }

  private static byte[] samples(byte[] samples, String agent) {
    return new String(samples, StandardCharsets.UTF_8)
        .replace("\"agent:echo\"", "\"agent:" + agent + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] named(byte[] component, String name, String title, String implementation) {
    return new String(component, StandardCharsets.UTF_8)
        .replace("value=\"echo\"", "value=\"" + name + "\"")
        .replace("class=\"" + PACKAGE + ".EchoAgent\"", "class=\"" + implementation + "\"")
        .replace(
            "\"studio.settings\" type=\"String\" value=\"\"",
            "\"studio.settings\" type=\"String\" value=\"schema/settings.json\"")
        .replace("value=\"Echo\"", "value=\"" + title + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }
}
