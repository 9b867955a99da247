package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a jar will contribute is read without loading it, and is what comes up when it is. */
class AnnouncedTest extends RunningPlugins {

  private static final String NOTHING =
      "public AgentResult run(AgentTask task, AgentContext context) { return null; }";

  private static byte[] described(String settings) {
    return TestJars.agent("acme.two", "1.0.0", "plain", "x")
        .component(
            "Described",
            "Agent",
            "<property name=\"studio.name\" value=\"described\"/>"
                + "<property name=\"studio.title\" type=\"String\" value=\"The described\"/>"
                + "<property name=\"studio.settings\" value=\"schemas/settings.json\"/>",
            "",
            NOTHING)
        .resource("schemas/settings.json", settings)
        .build();
  }

  private static PluginJar read(byte[] jar) {
    return PluginJar.read("two.jar", new ByteArrayInputStream(jar));
  }

  @Test
  void it_is_what_comes_up_once_it_is_loaded() {
    byte[] jar = described("{\"type\": \"object\", \"required\": [\"level\"]}");
    assertThat(Announced.of(read(jar)))
        .extracting(
            Contribution::kind,
            Contribution::name,
            Contribution::title,
            one -> one.settingsSchema().get("required"))
        .containsExactlyInAnyOrder(
            tuple(Kind.AGENT, "plain", "plain", null),
            tuple(Kind.AGENT, "described", "The described", java.util.List.of("level")));
    assertThat(install(jar).contributions())
        .containsExactlyInAnyOrderElementsOf(Announced.of(read(jar)));
  }

  @Test
  void a_schema_that_is_none_is_a_problem_before_it_is_loaded() {
    assertThatThrownBy(() -> Announced.of(read(described("{"))))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("schema 'schemas/settings.json' that is no JSON");
    assertThat(plugins.plan(ADMIN, PluginChange.install(jar(described("{")))).refusals())
        .singleElement()
        .asString()
        .contains("no JSON");
  }

  @Test
  void settings_reach_who_knows_what_relies_on_them() {
    install(described("{}"));
    var seen = new java.util.ArrayList<Reliance.Touched>();
    plugins.relying((caller, touched) -> {
      seen.addAll(touched);
      return Affected.NOTHING;
    });
    plugins.plan(ADMIN, PluginChange.install(jar(described("{\"required\": [\"level\"]}"))));
    assertThat(seen)
        .extracting(
            Reliance.Touched::name, Reliance.Touched::gone, Reliance.Touched::settingsSchema)
        .containsExactlyInAnyOrder(
            tuple("plain", false, Map.of()),
            tuple("described", false, Map.of("required", java.util.List.of("level"))));
  }

  private static byte[] shop(String settings) {
    return TestJars.agent("acme.shop", "1.0.0", "plain", "x")
        .header("Studio-Connector", "connector.yaml")
        .resource("connector.yaml", "schema: aiops-studio/connector/v1\nname: shop\n" + settings)
        .build();
  }

  @Test
  void settings_of_a_connector_without_java_are_announced_too() {
    assertThat(
            Announced.of(
                read(
                    shop(
                        "settings: {type: object, properties: {token: {type: string, writeOnly: true}}, required: [token]}\n"))))
        .filteredOn(one -> one.kind() == Kind.CONNECTOR)
        .singleElement()
        .extracting(Contribution::settingsSchema)
        .isEqualTo(
            Map.of(
                "type",
                "object",
                "additionalProperties",
                false,
                "properties",
                Map.of("token", Map.of("type", "string", "writeOnly", true)),
                "required",
                java.util.List.of("token")));
    assertThatThrownBy(() -> Announced.of(read(shop("settings: {"))))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("has a 'connector.yaml' that is no YAML");
  }

  /** Else an upgrade would look as if its connections had nothing to call any more. */
  @Test
  void a_connector_without_java_is_announced_by_its_file() {
    assertThat(Announced.of(read(shop(""))))
        .extracting(Contribution::kind, Contribution::name)
        .containsExactlyInAnyOrder(tuple(Kind.AGENT, "plain"), tuple(Kind.CONNECTOR, "shop"));
  }
}
