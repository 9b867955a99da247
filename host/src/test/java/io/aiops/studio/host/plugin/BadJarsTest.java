package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jars that are none, want what is not there, or fail: each a clear error, and nothing changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadJarsTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final String RUN =
      "public AgentResult run(AgentTask task, AgentContext context) { return null; }";
  private static final String AGENT = "<property name=\"studio.name\" value=\"x\"/>";

  @TempDir static Path folder;

  private final InMemoryPluginStore store = new InMemoryPluginStore();
  private Plugins plugins;

  @BeforeAll
  void start() {
    plugins =
        Plugins.start(
            store,
            JarJudge.LENIENT,
            new Grants(new InMemoryGrantStore(), (c, a, s, d) -> {}, Clock.systemUTC()),
            folder.resolve("cache"),
            folder.resolve("none"),
            (c, a, s, d) -> {},
            Clock.systemUTC());
    install("good.jar", TestJars.agent("good", "1.0.0", "good", "hello").build());
  }

  @AfterAll
  void stop() {
    plugins.close();
  }

  private PluginView install(String file, byte[] jar) {
    return plugins.install(ADMIN, file, new ByteArrayInputStream(jar));
  }

  record Row(String name, Supplier<byte[]> jar, String... message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row("nothing", () -> new byte[0], "not a jar"),
        new Row("a text", () -> "hello".getBytes(StandardCharsets.UTF_8), "not a jar"),
        new Row(
            "a jar without manifest", () -> zip("a.txt", "x"), "not a jar file with a manifest"),
        new Row(
            "a jar that is no bundle",
            () -> zip("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"),
            "is a jar but no OSGi bundle",
            "Bundle-SymbolicName"),
        new Row(
            "a manifest that is none",
            () -> zip("META-INF/MANIFEST.MF", "no colon here\n"),
            "is not a jar file"),
        new Row(
            "a bundle without components",
            () -> TestJars.bundle("bad", "1.0.0").type("A", "public class A {}").build(),
            "announces no component",
            "@Component"),
        new Row(
            "a version that is none",
            () ->
                zip(
                    "META-INF/MANIFEST.MF",
                    """
                    Manifest-Version: 1.0
                    Bundle-ManifestVersion: 2
                    Bundle-SymbolicName: bad
                    Bundle-Version: one
                    Service-Component: x.xml
                    """),
            "Bundle-Version 'one'"),
        new Row(
            "a bundle that imports what is not there",
            () -> bad().header("Import-Package", "com.acme.missing;version=\"[2,3)\",*").build(),
            "package com.acme.missing from version 2.0.0 below 3.0.0",
            "embed other libraries"),
        new Row(
            "a bundle that wants the host's own classes",
            () -> bad().header("Import-Package", "io.aiops.studio.host.plugin,*").build(),
            "package io.aiops.studio.host.plugin"),
        new Row(
            "a bundle for a later plugin-api",
            () -> bad().header("Import-Package", "io.aiops.studio.api;version=9").build(),
            "package io.aiops.studio.api from version 9"),
        new Row(
            "an activator that throws",
            () ->
                bad()
                    .type(
                        "Starts",
                        "public class Starts implements BundleActivator {"
                            + " public void start(BundleContext c) {"
                            + " throw new IllegalStateException(\"no key\"); }"
                            + " public void stop(BundleContext c) {} }")
                    .header("Bundle-Activator", "bad.Starts")
                    .build(),
            "failed in its activator",
            "no key"),
        new Row(
            "an activator that hangs",
            () ->
                bad()
                    .type(
                        "Starts",
                        "public class Starts implements BundleActivator {"
                            + " public void start(BundleContext c) throws Exception {"
                            + " new java.util.concurrent.CountDownLatch(1).await(); }"
                            + " public void stop(BundleContext c) {} }")
                    .header("Bundle-Activator", "bad.Starts")
                    .build(),
            "did not come up within 5 s"),
        new Row(
            "a constructor that throws",
            () ->
                TestJars.bundle("bad", "1.0.0")
                    .component(
                        "A", "Agent", "x", RUN + " public A() { throw new Error(\"boom\"); }")
                    .build(),
            "failed in the activation of agent 'x'"),
        new Row(
            "an activate method that throws",
            () ->
                TestJars.bundle("bad", "1.0.0")
                    .component(
                        "A",
                        "Agent",
                        AGENT,
                        "activate=\"up\"",
                        RUN + " void up() { throw new IllegalStateException(); }")
                    .build(),
            "failed in the activation of agent 'x'"),
        new Row(
            "a component without a name",
            () -> TestJars.bundle("bad", "1.0.0").component("A", "Agent", "", "", RUN).build(),
            "announces 1 components, but only 0 came up"),
        new Row(
            "a component that misses a service",
            () ->
                TestJars.bundle("bad", "1.0.0")
                    .component("A", "Agent", "x", RUN)
                    .component(
                        "B",
                        "Agent",
                        AGENT + "<reference name=\"r\" interface=\"java.lang.Runnable\"/>",
                        "",
                        RUN)
                    .build(),
            "announces 2 components, but only 1 came up"),
        new Row(
            "two components with one name",
            () ->
                TestJars.bundle("bad", "1.0.0")
                    .component("A", "Agent", "x", RUN)
                    .component("B", "Agent", "x", RUN)
                    .build(),
            "offers the agent 'x' twice"),
        new Row(
            "a name that another plugin has",
            () -> TestJars.agent("bad", "1.0.0", "good", "stolen").build(),
            "offers the agent 'good', which another plugin offers already"),
        new Row(
            "a settings schema that is not in it",
            () -> withSettings("schema/none.json").build(),
            "names the schema 'schema/none.json', which is not in it"),
        new Row(
            "a settings schema that is no JSON",
            () -> withSettings("s.json").resource("s.json", "{").build(),
            "'s.json' that is no JSON"),
        new Row(
            "a settings schema that is none",
            () -> withSettings("s.json").resource("s.json", "{\"type\": \"strng\"}").build(),
            "'s.json' that is none"),
        new Row(
            "a connector without tools", () -> connector("return null;"), "asked for its tools"),
        new Row(
            "a connector that throws",
            () -> connector("throw new StackOverflowError();"),
            "asked for its tools"),
        new Row(
            "a tool schema that is no JSON",
            () -> connector("return List.of(" + tool("a", "{") + ");"),
            "x/a",
            "no JSON"),
        new Row(
            "a tool twice",
            () -> connector("return List.of(" + tool("a", "{}") + "," + tool("a", "{}") + ");"),
            "two tools named 'a'"),
        new Row(
            "a class that is none",
            () -> bad().resource("bad/Bad.class", "no class").build(),
            "failed in the activation of agent 'x'"),
        new Row(
            "a path that leaves the jar",
            () -> TestJars.with(bad().build(), "../../etc/cron.d/x", new byte[] {1}, 1),
            "'../../etc/cron.d/x'",
            "leaves the jar"),
        new Row(
            "an absolute path",
            () -> TestJars.with(bad().build(), "/etc/x", new byte[] {1}, 1),
            "'/etc/x'",
            "leaves the jar"),
        new Row(
            "a path of another system",
            () -> TestJars.with(bad().build(), "a\\..\\..\\x", new byte[] {1}, 1),
            "leaves the jar"),
        new Row(
            "a jar that unpacks to more than half a gigabyte",
            () -> TestJars.with(bad().build(), "zeros", new byte[1024 * 1024], 513),
            "unpacks to more than 512 MiB"),
        new Row(
            "a manifest that unpacks to megabytes",
            () -> zip("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + "x: y\n".repeat(400_000)),
            "manifest that is larger than 1 MiB"));
  }

  private static TestJars bad() {
    return TestJars.bundle("bad", "1.0.0").component("Bad", "Agent", "x", RUN);
  }

  private static TestJars withSettings(String path) {
    return TestJars.bundle("bad", "1.0.0")
        .component(
            "A",
            "Agent",
            AGENT + "<property name=\"studio.settings\" value=\"" + path + "\"/>",
            "",
            RUN);
  }

  private static byte[] connector(String tools) {
    return TestJars.bundle("bad", "1.0.0")
        .component("C", "Connector", "x", "public List<Tool> tools() {" + tools + "}")
        .build();
  }

  private static String tool(String name, String schema) {
    return "new Tool(\"%s\", \"\", \"\", \"%s\", Tool.Effect.NONE, (a, c) -> null)"
        .formatted(name, schema);
  }

  private static byte[] zip(String entry, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void is_refused_and_nothing_is_changed(Row row) {
    byte[] jar = row.jar().get();
    assertThatThrownBy(() -> install("upload.jar", jar))
        .isInstanceOf(InvalidException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(row.message()).doesNotContain("\n"));
    assertNothingChanged();
  }

  @Test
  void a_jar_larger_than_the_bound_is_not_read_to_its_end() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            return length;
          }
        };
    assertThatThrownBy(() -> plugins.install(ADMIN, "big.jar", endless))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("larger than 100 MiB");
    assertNothingChanged();
  }

  private void assertNothingChanged() {
    assertThat(plugins.list(ADMIN))
        .singleElement()
        .returns("good", PluginView::name)
        .returns(PluginView.State.ACTIVE, PluginView::state);
    assertThat(plugins.registry().contributions()).hasSize(1);
    assertThat(store.current().entries()).hasSize(1);
    assertThat(store.version()).isEqualTo(1);
    // What hung is unloaded on the thread that it kept.
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> plugins.bundles().equals(List.of("good 1.0.0")));
  }
}
