package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.aiops.studio.host.plugin.Plan.Ask;
import io.aiops.studio.host.plugin.Plan.Item;
import io.aiops.studio.host.plugin.Plan.What;
import io.aiops.studio.host.plugin.Reliance.Touched;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One plugin goes back; what was done to others since stays. */
class OneBackTest extends RunningPlugins {

  private static byte[] other(String version, String text) {
    return TestJars.agent("acme.other", version, "other", text).build();
  }

  private long set() {
    return plugins.history(ADMIN, 1).getFirst().version();
  }

  @Test
  void what_another_plugin_became_since_stays() throws Exception {
    install(greeter("1.0.0", "one"));
    install(other("1.0.0", "old"));
    long before = set();
    install(greeter("2.0.0", "two"));
    install(other("2.0.0", "new"));

    Plan plan = plugins.plan(ADMIN, PluginChange.goBack("acme.greeter", before, "slow"));
    assertThat(plan.items())
        .extracting(Item::name, Item::what, Item::from, Item::to)
        .containsExactly(tuple("acme.greeter", What.DOWNGRADED, "2.0.0", "1.0.0"));

    PluginSet now = plugins.rollBack(ADMIN, "acme.greeter", before, "slow");
    assertThat(now.why())
        .isEqualTo("Rolled back acme.greeter to 1.0.0, as in set " + before + ": slow");
    assertThat(now.get("acme.greeter").previous()).as("it is not on trial").isNull();
    assertThat(versions()).containsExactlyInAnyOrder("acme.greeter 1.0.0", "acme.other 2.0.0");
    assertThat(says("greeter")).isEqualTo("one");
    assertThat(says("other")).isEqualTo("new");
    assertThat(audit).contains("plugin.rollback acme.greeter");
    assertThatThrownBy(() -> plugins.rollBack(ADMIN, "acme.greeter", before, ""))
        .isInstanceOf(ConflictException.class)
        .hasMessage("'acme.greeter' is as in set " + before + " already. Nothing was changed.");
  }

  @Test
  void its_versions_are_listed_with_the_last_set_that_had_them() {
    install(greeter("1.0.0", "one"));
    long first = set();
    install(greeter("2.0.0", "two"));
    install(other("1.0.0", "x"));
    assertThat(plugins.versions(ADMIN, "acme.greeter"))
        .extracting(KeptVersion::version, KeptVersion::set, KeptVersion::present)
        .containsExactly(tuple("2.0.0", set(), true), tuple("1.0.0", first, false));
    plugins.rollBack(ADMIN, "acme.greeter", first, "");
    assertThat(plugins.versions(ADMIN, "acme.greeter"))
        .extracting(KeptVersion::version, KeptVersion::present)
        .containsExactly(tuple("1.0.0", true), tuple("2.0.0", false));
    assertThatThrownBy(() -> plugins.versions(ADMIN, "acme.none"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whether_it_serves_stays_as_it_is() throws Exception {
    install(greeter("1.0.0", "one"));
    long first = set();
    install(greeter("2.0.0", "two"));
    plugins.disable(ADMIN, "acme.greeter");
    PluginSet now = plugins.rollBack(ADMIN, "acme.greeter", first, "");
    assertThat(now.get("acme.greeter").enabled()).isFalse();
    assertThat(now.get("acme.greeter").version()).isEqualTo("1.0.0");
    assertThat(says("greeter")).isNull();
  }

  @Test
  void what_goes_with_it_and_is_in_use_is_shown_first() throws Exception {
    install(greeter("1.0.0", "one"));
    long first = set();
    install(TestJars.agent("acme.greeter", "2.0.0", "welcomer", "two").build());
    plugins.relying((caller, touched) ->
        touched.stream().anyMatch(Touched::gone)
            ? new Affected(
                List.of(),
                new Affected.Elsewhere(1, new Affected.Counts(1, 1, 0, 1, 0, 0, 0)),
                true)
            : Affected.NOTHING);
    PlanNeededException asked =
        catchThrowableOfType(
            PlanNeededException.class, () -> plugins.rollBack(ADMIN, "acme.greeter", first, ""));
    assertThat(asked.plan().asks()).containsExactly(Ask.IN_USE);
    assertThat(says("welcomer")).isEqualTo("two");
    plugins.apply(ADMIN, PluginChange.goBack("acme.greeter", first, ""), asked.plan().token());
    assertThat(says("greeter")).isEqualTo("one");
  }

  @Test
  void what_was_not_there_is_not_gone_back_to() {
    install(greeter("1.0.0", "one"));
    long first = set();
    install(other("1.0.0", "x"));
    assertThatThrownBy(() -> plugins.rollBack(ADMIN, "acme.other", first, ""))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> plugins.rollBack(ADMIN, "acme.none", first, ""))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> new PluginChange(List.of(), List.of(), List.of(), null, "acme.other", ""))
        .isInstanceOf(InvalidException.class);
  }
}
