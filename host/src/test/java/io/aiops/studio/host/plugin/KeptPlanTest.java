package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.aiops.studio.host.plugin.Affected.Counts;
import io.aiops.studio.host.plugin.Plan.Ask;
import io.aiops.studio.host.plugin.Plan.Fate;
import io.aiops.studio.host.plugin.Plan.Item;
import io.aiops.studio.host.plugin.Plan.Offered;
import io.aiops.studio.host.plugin.Plan.What;
import io.aiops.studio.host.plugin.PluginChange.Kept;
import io.aiops.studio.host.plugin.Reliance.Touched;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Enabling, disabling and moving a plugin are changes like the others: planned, whole, asked. */
class KeptPlanTest extends RunningPlugins {

  private void used() {
    plugins.relying((caller, touched) -> {
      boolean gone = touched.stream().anyMatch(Touched::gone);
      Counts counts = new Counts(1, 1, 0, gone ? 1 : 0, 0, 0, 0);
      return touched.isEmpty()
          ? Affected.NOTHING
          : new Affected(List.of(), new Affected.Elsewhere(1, counts), true);
    });
  }

  @Test
  void what_is_in_use_is_disabled_only_by_who_was_shown_that() throws Exception {
    install(greeter("1.0.0", "hello"));
    used();
    PlanNeededException asked =
        catchThrowableOfType(
            PlanNeededException.class, () -> plugins.disable(ADMIN, "acme.greeter"));
    assertThat(asked.plan().asks()).containsExactly(Ask.IN_USE);
    assertThat(asked.plan().items())
        .extracting(Item::name, Item::what, Item::offers)
        .containsExactly(
            tuple(
                "acme.greeter",
                What.DISABLED,
                List.of(new Offered(PluginView.Kind.AGENT, "greeter", Fate.GOES))));
    assertThat(asked.plan().sentences())
        .contains("The acme.greeter 1.0.0 is disabled; with it agent greeter goes.");
    assertThat(says("greeter")).isEqualTo("hello");

    plugins.apply(ADMIN, PluginChange.disable("acme.greeter"), asked.plan().token());
    assertThat(says("greeter")).isNull();
    assertThat(plugins.history(ADMIN, 1).getFirst().why()).isEqualTo("Disabled acme.greeter");
    assertThat(audit).contains("plugin.disable acme.greeter");
    assertThat(plugins.disable(ADMIN, "acme.greeter").state()).isEqualTo(PluginView.State.DISABLED);

    assertThat(plugins.enable(ADMIN, "acme.greeter").state()).isEqualTo(PluginView.State.ACTIVE);
    assertThat(plugins.history(ADMIN, 1).getFirst().why()).isEqualTo("Enabled acme.greeter");
    assertThat(says("greeter")).isEqualTo("hello");
  }

  @Test
  void several_are_changed_at_once_or_none() throws Exception {
    install(greeter("1.0.0", "hello"));
    install(TestJars.agent("acme.other", "1.0.0", "other", "x").build());
    plugins.disable(ADMIN, "acme.greeter");
    byte[] bad =
        TestJars.bundle("acme.bad", "1.0.0")
            .component(
                "A",
                "Agent",
                "bad",
                "public AgentResult run(AgentTask task, AgentContext context) { return null; }"
                    + " public A() { throw new Error(\"boom\"); }")
            .build();
    PluginChange failing = change(List.of(jar(bad)));
    String token = plugins.plan(ADMIN, failing).token();
    assertThatThrownBy(() -> plugins.apply(ADMIN, failing, token))
        .isInstanceOf(InvalidException.class);
    assertThat(says("greeter")).isNull();
    assertThat(says("other")).isEqualTo("x");

    PluginChange change = change(List.of());
    PluginSet set = plugins.apply(ADMIN, change, plugins.plan(ADMIN, change).token());
    assertThat(set.why()).isEqualTo("Enabled acme.greeter; Disabled acme.other");
    assertThat(says("greeter")).isEqualTo("hello");
    assertThat(says("other")).isNull();
  }

  private static PluginChange change(List<PluginChange.Jar> jars) {
    return new PluginChange(
        jars,
        List.of(),
        List.of(new Kept("acme.greeter", true, null), new Kept("acme.other", false, null)),
        null,
        "");
  }

  @Test
  void what_else_is_written_is_there_with_the_set_or_neither_is() {
    PluginChange change = PluginChange.install(jar(greeter("1.0.0", "hello")));
    assertThatThrownBy(() ->
            plugins.apply(
                ADMIN,
                change,
                java.util.Set.of(),
                () -> {
                  assertThat(plugins.registry().contributions())
                      .as("what will be offered is seen already")
                      .extracting(PluginView.Contribution::name)
                      .containsExactly("greeter");
                  throw new InvalidException("name", "is taken");
                }))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is taken");
    assertThat(versions()).isEmpty();
    assertThat(plugins.registry().contributions()).isEmpty();
    awaitBundles();
    List<String> written = new java.util.ArrayList<>();
    plugins.apply(ADMIN, change, java.util.Set.of(), () -> written.add("it"));
    assertThat(versions()).containsExactly("acme.greeter 1.0.0");
    assertThat(written).containsExactly("it");
  }

  @Test
  void what_changes_nothing_or_is_not_there_is_refused() {
    install(greeter("1.0.0", "hello"));
    assertThatThrownBy(() -> plugins.plan(ADMIN, PluginChange.enable("acme.greeter")))
        .isInstanceOf(ConflictException.class)
        .hasMessage("'acme.greeter' is enabled already. Nothing was changed.");
    assertThatThrownBy(
            () -> plugins.plan(ADMIN, PluginChange.isolate("acme.greeter", Isolation.TRUSTED)))
        .hasMessage("'acme.greeter' runs in the studio's process already. Nothing was changed.");
    assertThatThrownBy(() -> plugins.plan(ADMIN, PluginChange.disable("acme.none")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() ->
            new PluginChange(
                List.of(),
                List.of("acme.greeter"),
                List.of(new Kept("acme.greeter", true, null)),
                null,
                ""))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("acme.greeter: is named twice");
  }
}
