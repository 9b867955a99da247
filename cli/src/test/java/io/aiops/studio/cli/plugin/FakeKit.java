package io.aiops.studio.cli.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Where {@code ./studio} lies, with a kit that says what it is told, in a process of its own. */
final class FakeKit {

  private FakeKit() {}

  /**
   * @param verdict of its only check, secrets
   */
  static Path in(Path home, String verdict) throws IOException {
    Path source =
        Files.writeString(
            Files.createDirectories(home.resolve("source")).resolve("KitMain.java"),
            """
            package io.aiops.studio.plugins.testkit.kit;
            public final class KitMain {
              public static void main(String[] given) throws Exception {
                boolean passed = "%1$s".equals("pass");
                for (String each : given) {
                  if (each.equals("--json")) {
                    continue;
                  }
                  byte[] jar = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(each));
                  String hash = java.util.HexFormat.of().formatHex(
                      java.security.MessageDigest.getInstance("SHA-256").digest(jar));
                  String said = "{'format':1,'sha256':'" + hash + "','passed':" + passed
                      + ",'checks':[{'check':'secrets','verdict':'%1$s','reason':'It was told.'}]}";
                  System.out.println(said.replace((char) 39, (char) 34));
                }
                System.exit(passed ? 0 : 1);
              }
            }
            """
                .formatted(verdict));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, "-proc:none", "-d", home.toString(), source.toString());
    if (failed != 0) {
      throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
    }
    String name = "io/aiops/studio/plugins/testkit/kit/KitMain.class";
    Path kit = Files.createDirectories(home.resolve("server-config/target/studio/kit"));
    try (OutputStream out = Files.newOutputStream(kit.resolve("kit.jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry(name));
      jar.write(Files.readAllBytes(home.resolve(name)));
    }
    return home;
  }
}
