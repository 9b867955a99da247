package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.Affected.Counts;
import io.aiops.studio.host.plugin.Plan.Ask;
import io.aiops.studio.host.plugin.Plan.Item;
import io.aiops.studio.host.plugin.Plan.What;
import io.aiops.studio.host.plugin.Reliance.Touched;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.UnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change of plugins is shown before it is made, and made as it was shown or not at all. */
class ChangePlanTest extends RunningPlugins {

  private static byte[] agent(String name, String version) {
    return TestJars.agent("acme." + name, version, name, version).build();
  }

  private static PluginChange several(List<byte[]> jars, String... remove) {
    return new PluginChange(
        jars.stream().map(RunningPlugins::jar).toList(), List.of(remove), null, "");
  }

  private PluginSet apply(PluginChange change) {
    return plugins.apply(ADMIN, change, plugins.plan(ADMIN, change).token());
  }

  /** Of what goes, so much is in use. */
  private void inUse(long steps, long executions) {
    plugins.relying((caller, touched) -> {
      boolean gone = touched.stream().anyMatch(Touched::gone);
      Counts counts =
          new Counts(1, steps, 0, gone ? steps : 0, executions, gone ? executions : 0, 0);
      return touched.isEmpty()
          ? Affected.NOTHING
          : new Affected(List.of(), new Affected.Elsewhere(1, counts), true);
    });
  }

  @Test
  void it_says_what_becomes_of_each_plugin_and_touches_nothing() {
    install(agent("up", "1.0.0"));
    install(agent("down", "2.0.0"));
    install(agent("gone", "1.0.0"));
    long set = store.version();
    PluginChange change =
        several(
            List.of(agent("up", "1.1.0"), agent("down", "1.0.0"), agent("fresh", "1.0.0")),
            "acme.gone");
    Plan plan = plugins.plan(ADMIN, change);
    assertThat(plan.possible()).isTrue();
    assertThat(plan.set()).isEqualTo(set);
    assertThat(plan.asks()).isEmpty();
    assertThat(plan.items())
        .extracting(Item::name, Item::what, Item::from, Item::to)
        .containsExactly(
            tuple("acme.down", What.DOWNGRADED, "2.0.0", "1.0.0"),
            tuple("acme.fresh", What.INSTALLED, null, "1.0.0"),
            tuple("acme.gone", What.REMOVED, "1.0.0", null),
            tuple("acme.up", What.UPGRADED, "1.0.0", "1.1.0"));
    assertThat(plan.sentences())
        .contains(
            "The acme.gone 1.0.0 is removed; with it agent gone goes.",
            "The acme.up is upgraded from 1.0.0 to 1.1.0.");
    assertThat(store.version()).isEqualTo(set);
    assertThat(plugins.bundles())
        .containsExactly("acme.up 1.0.0", "acme.down 2.0.0", "acme.gone 1.0.0");

    assertThat(plugins.apply(ADMIN, change, plan.token()).version()).isEqualTo(set + 1);
    assertThat(versions()).containsExactly("acme.down 1.0.0", "acme.fresh 1.0.0", "acme.up 1.1.0");
    assertThat(plugins.history(ADMIN, 1).getFirst().why())
        .isEqualTo(
            "Installed acme.down 1.0.0 from upload.jar; Installed acme.fresh 1.0.0 from upload.jar;"
                + " Removed acme.gone; Installed acme.up 1.1.0 from upload.jar");
  }

  @Test
  void of_several_all_come_or_none() throws Exception {
    install(agent("one", "1.0.0"));
    byte[] bad =
        TestJars.bundle("acme.bad", "1.0.0")
            .component(
                "A",
                "Agent",
                "bad",
                "public AgentResult run(AgentTask task, AgentContext context) { return null; }"
                    + " public A() { throw new Error(\"boom\"); }")
            .build();
    PluginChange change = several(List.of(agent("one", "2.0.0"), agent("two", "1.0.0"), bad));
    assertThatThrownBy(() -> apply(change)).isInstanceOf(InvalidException.class);
    assertThat(versions()).containsExactly("acme.one 1.0.0");
    assertThat(says("one")).isEqualTo("1.0.0");
    awaitBundles("acme.one 1.0.0");
  }

  @Test
  void when_the_process_dies_before_it_is_written_nothing_is_there_afterwards() throws Exception {
    install(agent("one", "1.0.0"));
    PluginChange change =
        several(List.of(wanting("1.0.0", "model:*"), agent("two", "1.0.0")), "acme.one");
    String token = plugins.plan(ADMIN, change).token();
    store.away = true;
    assertThatThrownBy(() -> plugins.apply(ADMIN, change, token))
        .isInstanceOf(UnavailableException.class);
    store.away = false;
    restart();
    assertThat(versions()).containsExactly("acme.one 1.0.0");
    assertThat(granted.of("acme.greeter")).isEmpty();
    assertThat(says("one")).isEqualTo("1.0.0");
  }

  @Test
  void when_the_process_dies_once_it_is_written_all_of_it_is_there() throws Exception {
    install(agent("one", "1.0.0"));
    PluginChange change =
        several(List.of(wanting("1.0.0", "model:*"), agent("two", "1.0.0")), "acme.one");
    String token = plugins.plan(ADMIN, change).token();
    store.forgetful = true;
    assertThatThrownBy(() -> plugins.apply(ADMIN, change, token))
        .isInstanceOf(UnavailableException.class);
    store.forgetful = false;
    restart();
    assertThat(versions()).containsExactly("acme.greeter 1.0.0", "acme.two 1.0.0");
    assertThat(granted.of("acme.greeter")).extracting(Grant::permission).containsExactly("model:*");
    assertThat(says("two")).isEqualTo("1.0.0");
  }

  @Test
  void it_is_worth_nothing_once_the_set_is_another() {
    PluginChange change = several(List.of(agent("one", "1.0.0")));
    String token = plugins.plan(ADMIN, change).token();
    install(agent("other", "1.0.0"));
    assertThatThrownBy(() -> plugins.apply(ADMIN, change, token))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "The plan was made for set 0 of the plugins, and it is set 1 now. Nothing was changed:"
                + " make the plan anew.");
    assertThat(versions()).containsExactly("acme.other 1.0.0");
  }

  @Test
  void it_is_worth_nothing_for_other_jars_or_other_consequences() {
    PluginChange change = several(List.of(wanting("1.0.0", "model:*")));
    String token = plugins.plan(ADMIN, change).token();
    PluginChange other = several(List.of(wanting("1.0.0", "model:*, file:read")));
    assertThatThrownBy(() -> plugins.apply(ADMIN, other, token))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("other jars");
    granted.add("acme.greeter", List.of("file:read"), "ada", store.current().madeAt());
    assertThatThrownBy(() -> plugins.apply(ADMIN, change, token))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("What the plugins want");
    assertThatThrownBy(() -> plugins.apply(ADMIN, change, "yes"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("no token of a plan");
    assertThat(versions()).isEmpty();
  }

  @Test
  void what_is_in_use_is_removed_only_by_who_was_shown_that() {
    install(greeter("1.0.0", "hello"));
    inUse(3, 2);
    PlanNeededException asked =
        catchThrowableOfType(
            PlanNeededException.class, () -> plugins.remove(ADMIN, "acme.greeter"));
    assertThat(asked.plan().asks()).containsExactly(Ask.IN_USE);
    assertThat(asked)
        .hasMessageContaining(
            "3 steps and connections and 2 executions in flight would have nothing to call");
    assertThat(versions()).containsExactly("acme.greeter 1.0.0");
    inUse(3, 7);
    plugins.apply(ADMIN, PluginChange.remove("acme.greeter"), asked.plan().token());
    assertThat(versions()).as("executions in flight come and go").isEmpty();
  }

  @Test
  void an_upgrade_of_what_is_in_use_asks_nobody_unless_something_goes() {
    install(greeter("1.0.0", "hello"));
    inUse(3, 2);
    assertThat(plugins.plan(ADMIN, several(List.of(greeter("2.0.0", "hi")))).asks()).isEmpty();
    byte[] renamed = TestJars.agent("acme.greeter", "3.0.0", "welcomer", "hi").build();
    assertThat(plugins.plan(ADMIN, several(List.of(renamed))).asks()).containsExactly(Ask.IN_USE);
    install(greeter("2.0.0", "hi"));
    assertThatThrownBy(() -> install(renamed)).isInstanceOf(PlanNeededException.class);
    install(renamed, plugins.plan(ADMIN, several(List.of(renamed))).token());
    assertThat(versions()).containsExactly("acme.greeter 3.0.0");
  }

  @Test
  void two_that_offer_one_name_do_not_fit_together() {
    install(greeter("1.0.0", "hello"));
    byte[] other = TestJars.agent("other.greeter", "1.0.0", "greeter", "salut").build();
    Plan plan = plugins.plan(ADMIN, several(List.of(other)));
    assertThat(plan.possible()).isFalse();
    assertThat(plan.conflicts())
        .containsExactly(
            "other.greeter 1.0.0 offers the agent 'greeter', which another plugin offers already:"
                + " acme.greeter 1.0.0. Disable that one first, or rename this.");
    assertThatThrownBy(() -> plugins.apply(ADMIN, several(List.of(other)), plan.token()))
        .isInstanceOf(InvalidException.class);
    apply(several(List.of(other), "acme.greeter"));
    assertThat(versions()).containsExactly("other.greeter 1.0.0");
  }

  @Test
  void what_is_no_plugin_is_said_beside_what_the_others_would_do() {
    Plan plan = plugins.plan(ADMIN, several(List.of(agent("one", "1.0.0"), new byte[] {1, 2})));
    assertThat(plan.possible()).isFalse();
    assertThat(plan.refusals()).singleElement().asString().contains("upload.jar");
    assertThat(plan.items()).extracting(Item::name).containsExactly("acme.one");
  }

  @Test
  void a_plugin_that_comes_back_is_asked_again_what_it_may_have() {
    byte[] jar = wanting("1.0.0", "model:*");
    apply(several(List.of(jar)));
    long with = store.version();
    plugins.remove(ADMIN, "acme.greeter");
    assertThat(granted.of("acme.greeter")).isEmpty();
    PluginChange back = PluginChange.goBack(with, "it was better");
    Plan plan = plugins.plan(ADMIN, back);
    assertThat(plan.asks()).containsExactly(Ask.CONSENT);
    assertThat(plan.consents()).extracting(Consent::added).containsExactly(List.of("model:*"));
    assertThatThrownBy(() -> plugins.rollBack(ADMIN, with, ""))
        .isInstanceOf(PlanNeededException.class)
        .hasMessageContaining("acme.greeter 1.0.0 wants model:*");
    assertThat(versions()).isEmpty();
    plugins.apply(ADMIN, back, plan.token());
    assertThat(granted.of("acme.greeter")).extracting(Grant::permission).containsExactly("model:*");
    assertThat(plugins.history(ADMIN, 1).getFirst().why())
        .isEqualTo("Rolled back to set " + with + ": it was better");
  }

  @Test
  void only_administrators_are_shown_one() {
    PluginChange change = several(List.of(agent("one", "1.0.0")));
    assertThatThrownBy(() -> plugins.plan(Somebody.with(Role.BUILDER), change))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> plugins.apply(Somebody.with(Role.BUILDER), change, "x"))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void a_change_of_nothing_of_too_much_or_of_both_kinds_is_none() {
    assertThatThrownBy(() -> several(List.of())).hasMessageContaining("jar: is missing");
    assertThatThrownBy(() -> new PluginChange(List.of(), List.of("a"), 3L, ""))
        .hasMessageContaining("set: is 3");
    List<String> many = java.util.stream.IntStream.range(0, 21).mapToObj(i -> "p" + i).toList();
    assertThatThrownBy(() -> new PluginChange(List.of(), many, null, ""))
        .hasMessageContaining("at most 20");
    assertThatThrownBy(() -> PluginChange.goBack(1, "x".repeat(1_001)))
        .hasMessageContaining("why: has 1001 characters");
  }
}
