package io.aiops.studio.host.plugin;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Builds real bundles from source in the test that uses them, as a plugin author's build would:
 * javac, then bnd. The classes are nowhere on the test's class path.
 */
public final class TestJars {

  private static final String API =
      "import io.aiops.studio.api.*; import java.util.*; import org.osgi.framework.*;\n";
  private static final String ALL = System.getProperty("java.class.path");

  private final String name;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> resources = new LinkedHashMap<>();
  private final List<JavaFileObject> sources = new ArrayList<>();
  private final List<String> components = new ArrayList<>();

  private TestJars(String name, String version) {
    this.name = name;
    headers.put("Bundle-SymbolicName", name);
    headers.put("Bundle-Version", version);
    headers.put("Bundle-Name", "The " + name);
    headers.put("Private-Package", name + ".*");
  }

  public static TestJars bundle(String name, String version) {
    return new TestJars(name, version);
  }

  /** With one agent that says what it is given. */
  public static TestJars agent(String name, String version, String agent, String says) {
    return bundle(name, version)
        .component(
            "Says",
            "Agent",
            agent,
            "public AgentResult run(AgentTask task, AgentContext context) {"
                + " return new AgentResult.Completed(\""
                + says
                + "\"); }");
  }

  public TestJars header(String key, String value) {
    headers.put(key, value);
    return this;
  }

  public TestJars resource(String path, String text) {
    resources.put(path, text);
    return this;
  }

  /** A class of the bundle's package. */
  public TestJars type(String type, String source) {
    String text = "package " + name + ";\n" + API + source;
    sources.add(
        new SimpleJavaFileObject(
            URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        });
    return this;
  }

  /** A Declarative Services component that implements a type of plugin-api. */
  public TestJars component(String type, String serves, String provides, String body) {
    return component(
        type, serves, "<property name=\"studio.name\" value=\"" + provides + "\"/>", "", body);
  }

  /** With one agent that answers nothing, and whose health check is this. */
  public TestJars checkedAgent(String agent, String check) {
    component("Checked", "Agent", agent, "");
    sources.removeLast();
    return type(
        "Checked",
        "public class Checked implements Agent, HealthCheck {"
            + " public AgentResult run(AgentTask task, AgentContext context) { return null; }"
            + " public void check() throws Exception {"
            + check
            + "} }");
  }

  /**
   * @param properties elements of its description
   * @param attributes of its description's root
   */
  public TestJars component(
      String type, String serves, String properties, String attributes, String body) {
    components.add("OSGI-INF/" + type + ".xml");
    resource(
        "OSGI-INF/" + type + ".xml",
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s.%s" %s>
          %s
          <service><provide interface="io.aiops.studio.api.%s"/></service>
          <implementation class="%s.%s"/>
        </scr:component>
        """
            .formatted(name, type, attributes, properties, serves, name, type));
    return type(type, "public class " + type + " implements " + serves + " {" + body + "}");
  }

  public byte[] build() {
    try {
      Path classes = Files.createTempDirectory("studio-test-bundle");
      compile(classes);
      try (Builder builder = new Builder()) {
        builder.setClasspath(classpath(classes));
        if (!components.isEmpty()) {
          builder.setProperty("Service-Component", String.join(",", components));
        }
        headers.forEach(builder::setProperty);
        builder.setProperty("-noextraheaders", "true");
        Jar jar = builder.build();
        resources.forEach((path, text) ->
            jar.putResource(path, new EmbeddedResource(text.getBytes(StandardCharsets.UTF_8), 0)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        jar.write(out);
        return out.toByteArray();
      } finally {
        delete(classes.toFile());
      }
    } catch (Exception e) {
      // Builder.build and Jar.write declare Exception.
      throw new IllegalStateException("The test's bundle " + name + " cannot be built", e);
    }
  }

  private void compile(Path classes) {
    StringWriter out = new StringWriter();
    boolean compiled =
        sources.isEmpty()
            || ToolProvider.getSystemJavaCompiler()
                .getTask(
                    out,
                    null,
                    null,
                    List.of("-proc:none", "-d", classes.toString(), "-cp", ALL),
                    null,
                    sources)
                .call();
    if (!compiled) {
      throw new IllegalStateException(out.toString());
    }
  }

  /** The compiled classes, and whoever exports what they may import. */
  private static File[] classpath(Path classes) {
    List<File> files = new ArrayList<>(List.of(classes.toFile()));
    for (String entry : ALL.split(File.pathSeparator, -1)) {
      if (entry.contains("plugin-api") || entry.contains("org.apache.felix.framework")) {
        files.add(new File(entry));
      }
    }
    return files.toArray(File[]::new);
  }

  private static void delete(File file) {
    File[] children = file.listFiles();
    for (File child : children == null ? new File[0] : children) {
      delete(child);
    }
    file.delete();
  }

  /** A bundle with one more entry, named as it is given: what no honest build makes. */
  public static byte[] with(byte[] jar, String entry, byte[] content, int times) {
    try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
          zip.putNextEntry(new ZipEntry(e.getName()));
          in.transferTo(zip);
        }
        zip.putNextEntry(new ZipEntry(entry));
        for (int i = 0; i < times; i++) {
          zip.write(content);
        }
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
