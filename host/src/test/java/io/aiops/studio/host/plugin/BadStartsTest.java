package io.aiops.studio.host.plugin;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plugins that do not start, or offer what cannot be offered. */
class BadStartsTest extends RefusedJars {

  private static final String AGENT = "<property name=\"studio.name\" value=\"x\"/>";

  static Stream<Row> rows() {
    return Stream.of(
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
            "failed in the activation of agent 'x'"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void is_refused_and_nothing_is_changed(Row row) {
    assertRefused(row);
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
}
