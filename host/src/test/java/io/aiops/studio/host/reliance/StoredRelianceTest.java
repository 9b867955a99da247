package io.aiops.studio.host.reliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.aiops.studio.host.connection.BuiltIn;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.Connections;
import io.aiops.studio.host.connection.ModelProbe;
import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.InMemoryIdentityStore;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbiConnectionStore;
import io.aiops.studio.host.persistence.JdbiRelianceStore;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.Affected;
import io.aiops.studio.host.plugin.Affected.ConnectionUse;
import io.aiops.studio.host.plugin.Affected.Counts;
import io.aiops.studio.host.plugin.Affected.StepUse;
import io.aiops.studio.host.plugin.Affected.Trouble;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.Reliance.Touched;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps, connections and executions that rely on a plugin, in PostgreSQL. */
class StoredRelianceTest {

  private static final Instant T0 = Instant.parse("2026-11-29T12:00:00Z");

  private static final Map<String, @Nullable Object> OPEN =
      Map.of("type", "object", "properties", Map.of("key", Map.of("writeOnly", true)));

  @TempDir Path folder;

  private final Database database = TestDatabase.create();
  private final JdbiWorkflowStore workflows = new JdbiWorkflowStore(database);
  private final InMemoryIdentityStore people = new InMemoryIdentityStore();
  private final Caller ada = Somebody.with(Role.ADMINISTRATOR);
  private final Caller other = Somebody.with(Role.ADMINISTRATOR);
  private Connections connections;
  private StoredReliance reliance;

  @BeforeEach
  void open() {
    FakePlugins plugins =
        new FakePlugins()
            .says("gpt", (message, context) -> message)
            .settings("gpt", OPEN)
            .tool("crm", "find", (arguments, context) -> "{}")
            .settings("crm", OPEN);
    connections =
        new Connections(
            new JdbiConnectionStore(database),
            plugins,
            Secrets.withKey(null, folder.resolve("key")),
            BuiltIn.from(Map.of("STUDIO_OLLAMA", "off"), folder.toString()),
            resolved -> new ModelProbe.Answer(true, List.of("m1"), ""),
            (caller, action, subject, details) -> {},
            Clock.systemUTC());
    reliance = new StoredReliance(new JdbiRelianceStore(database), workflows, connections, people);
    people.addWorkspace(ada.workspaceId(), "Ada's", T0);
    people.addMembership(ada.workspaceId(), ada.userId(), Role.ADMINISTRATOR, T0);
    people.addWorkspace(other.workspaceId(), "Elsewhere", T0);
    people.addMembership(other.workspaceId(), other.userId(), Role.ADMINISTRATOR, T0);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private WorkflowVersion save(Caller who, String name, String steps) {
    return save(who, name, "plugins: {}", steps);
  }

  private WorkflowVersion save(Caller who, String name, String plugins, String steps) {
    String text =
        "schema: aiops-studio/workflow/v1\nname: %s\n%s\nsteps:\n%s"
            .formatted(name, plugins, steps.indent(2));
    Workflow workflow = WorkflowReader.read(text).workflow().orElseThrow();
    return workflows.save(who.workspaceId(), workflow, text, "ada", T0, null);
  }

  private void run(Caller who, WorkflowVersion version) {
    assertThat(
            new JdbcExecutionStore(database)
                .create(
                    new ExecutionStore.Request(
                        UUID.randomUUID(),
                        who.workspaceId(),
                        version.workflowId(),
                        version.name(),
                        version.version(),
                        Map.of(),
                        "ada",
                        T0,
                        null,
                        "hash",
                        null,
                        4)))
        .isEmpty();
  }

  private Affected affected(Touched... touched) {
    return reliance.affected(ada, List.of(touched));
  }

  private static Touched gone(Kind kind, String name) {
    return new Touched("acme." + name, kind, name, true, Map.of(), Map.of());
  }

  private static Touched changed(
      Kind kind, String name, Map<String, @Nullable Object> settingsSchema) {
    return new Touched("acme." + name, kind, name, false, Map.of(), settingsSchema);
  }

  @Test
  void steps_are_found_wherever_they_stand_and_pins_only_when_the_agent_goes() {
    save(
        ada,
        "deep",
        """
        - {id: a, kind: agent, agent: triage, instruction: x, undo: {kind: agent, agent: triage, instruction: y}}
        - {id: pin, kind: agent, agent: triage@1.0.0, instruction: x}
        - id: each
          kind: forEach
          items: "[1]"
          steps:
            - {id: in, kind: agent, agent: triage, instruction: x}
        - {id: no, kind: agent, agent: triage-not, instruction: x}
        """);
    save(ada, "none", "- {id: a, kind: transform, expression: '1'}\n");
    assertThat(affected(gone(Kind.AGENT, "triage")).workspaces().getFirst().steps())
        .extracting(StepUse::step, StepUse::uses, StepUse::lost)
        .containsExactly(
            tuple("a", "agent triage", true),
            tuple("a~undo", "agent triage", true),
            tuple("pin", "agent triage@1.0.0", true),
            tuple("each/in", "agent triage", true));
    Affected upgraded = affected(changed(Kind.AGENT, "triage", Map.of()));
    assertThat(upgraded.all()).isEqualTo(new Counts(1, 3, 0, 0, 0, 0, 0));
  }

  @Test
  void a_workflow_that_keeps_to_a_version_is_affected_only_when_the_plugin_goes() {
    save(
        ada,
        "keeps",
        "plugins: {acme.triage: 1.0.0}",
        "- {id: a, kind: agent, agent: triage, instruction: x}\n");
    assertThat(affected(changed(Kind.AGENT, "triage", Map.of())).all().steps()).isZero();
    assertThat(affected(gone(Kind.AGENT, "triage")).all().steps()).isEqualTo(1);
  }

  @Test
  void a_name_with_an_escape_in_the_text_is_found_too() {
    save(ada, "escaped", "- {id: a, kind: agent, agent: \"tri\\u0061ge\", instruction: x}\n");
    assertThat(affected(gone(Kind.AGENT, "triage")).all().steps()).isEqualTo(1);
  }

  @Test
  void connections_and_what_calls_them_are_found_by_what_they_configure() {
    connections.save(ada, Connection.Kind.CONNECTOR, "sales", "crm", Map.of("key", "k1"), null);
    connections.save(ada, Connection.Kind.MODEL, "fast", "gpt", Map.of("key", "k2"), null);
    save(
        ada,
        "calls",
        """
        - {id: t, kind: tool, tool: sales/find}
        - {id: own, kind: tool, tool: crm/find}
        - {id: a, kind: agent, agent: writer, instruction: x, tools: [sales/find], model: fast/m1}
        - {id: d, kind: agent, agent: writer, instruction: x}
        """);
    Affected crm = affected(gone(Kind.CONNECTOR, "crm"));
    assertThat(crm.workspaces().getFirst().connections())
        .containsExactly(new ConnectionUse("sales", "connector", "crm", true));
    assertThat(crm.workspaces().getFirst().steps())
        .extracting(StepUse::step, StepUse::uses)
        .containsExactly(
            tuple("t", "tool sales/find"),
            tuple("own", "tool crm/find"),
            tuple("a", "tool sales/find"));
    assertThat(affected(gone(Kind.MODEL, "gpt")).workspaces().getFirst().steps())
        .extracting(StepUse::step, StepUse::uses)
        .containsExactly(tuple("a", "model fast/m1"), tuple("d", "the workspace's default model"));
  }

  @Test
  void of_workspaces_that_one_does_not_belong_to_there_are_numbers_alone() {
    save(ada, "mine", "- {id: a, kind: agent, agent: triage, instruction: x}\n");
    run(other, save(other, "theirs", "- {id: b, kind: agent, agent: triage, instruction: x}\n"));
    Affected affected = affected(gone(Kind.AGENT, "triage"));
    assertThat(affected.workspaces())
        .singleElement()
        .returns("Ada's", Affected.InWorkspace::name)
        .returns(new Counts(1, 1, 0, 1, 0, 0, 0), Affected.InWorkspace::counts);
    assertThat(affected.elsewhere())
        .isEqualTo(new Affected.Elsewhere(1, new Counts(1, 1, 0, 1, 1, 1, 0)));
    assertThat(affected.toString()).doesNotContain("theirs").doesNotContain("Elsewhere[name");
  }

  @Test
  void executions_in_flight_count_by_the_version_they_run() {
    WorkflowVersion first =
        save(ada, "moved", "- {id: a, kind: agent, agent: triage, instruction: x}\n");
    run(ada, first);
    run(ada, first);
    save(ada, "moved", "- {id: a, kind: agent, agent: other, instruction: x}\n");
    assertThat(affected(gone(Kind.AGENT, "triage")).all())
        .isEqualTo(new Counts(0, 0, 0, 0, 2, 2, 0));
  }

  @Test
  void settings_that_would_not_fit_are_named_and_never_shown() {
    connections.save(
        ada,
        Connection.Kind.CONNECTOR,
        "sales",
        "crm",
        Map.of("key", "s3cret-value", "url", "http://private.example"),
        null);
    save(
        ada,
        "calls",
        """
        - {id: a, kind: agent, agent: triage, instruction: x, settings: {level: deep, open: "{{ inputs.x }}"}}
        """);
    Map<String, @Nullable Object> crm =
        Map.of(
            "required", List.of("region"),
            "properties",
                Map.of("key", Map.of("type", "integer"), "url", Map.of("type", "boolean")));
    Map<String, @Nullable Object> triage =
        Map.of(
            "properties", Map.of("level", Map.of("type", "integer"), "open", Map.of("const", 1)));
    Affected affected =
        affected(changed(Kind.CONNECTOR, "crm", crm), changed(Kind.AGENT, "triage", triage));
    assertThat(affected.workspaces().getFirst().troubles())
        .extracting(Trouble::place, Trouble::field, Trouble::found)
        .containsExactlyInAnyOrder(
            tuple("connection sales", "region", "nothing"),
            tuple("connection sales", "key", "a secret"),
            tuple("connection sales", "url", "a text of 22 characters"),
            tuple("workflow calls, step a", "settings.level", "a text of 4 characters"));
    assertThat(affected.all().troubles()).isEqualTo(4);
    assertThat(affected.toString()).doesNotContain("s3cret").doesNotContain("private.example");
    assertThat(affected(changed(Kind.CONNECTOR, "crm", OPEN)).all().troubles()).isZero();
  }
}
