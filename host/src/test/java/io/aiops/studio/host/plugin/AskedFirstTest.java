package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.problem.InvalidException;
import org.junit.jupiter.api.Test;

/** What plugins want is asked about before they are let in. */
class AskedFirstTest extends RunningPlugins {

  @Test
  void a_plugin_that_wants_something_is_installed_once_somebody_consents() {
    byte[] first = wanting("1.0.0", "model:*");
    String token = asked(first).token();
    assertThat(plugins.list(ADMIN)).isEmpty();
    String other = (token.startsWith("0") ? "1" : "0") + token.substring(1);
    assertThatThrownBy(() -> install(first, other)).isInstanceOf(ConsentNeededException.class);
    install(first, token);
    assertThat(grants.list(ADMIN, "acme.greeter"))
        .extracting(Grant::permission)
        .containsExactly("model:*");
    assertThat(plugins.registry().agent("greeter").orElseThrow().rights()).isNotNull();

    byte[] second = wanting("2.0.0", "model:*, file:read");
    assertThat(asked(second).added()).containsExactly("file:read");
    assertThat(plugins.list(ADMIN)).extracting(PluginView::version).containsExactly("1.0.0");
    install(second, asked(second).token());
    install(wanting("3.0.0", "file:read"));

    byte[] third = wanting("3.0.0", "file:read");
    grants.take(ADMIN, "acme.greeter", "file:read");
    install(third, asked(third).token());
    assertThat(grants.list(ADMIN, "acme.greeter"))
        .as("given again to the very jar that is installed")
        .extracting(Grant::permission)
        .contains("file:read");

    plugins.remove(ADMIN, "acme.greeter");
    assertThat(grants.list(ADMIN, "acme.greeter")).isEmpty();
  }

  @Test
  void one_that_does_not_start_leaves_no_grant_behind() {
    byte[] bad =
        TestJars.bundle("acme.greeter", "1.0.0")
            .header("Studio-Wants", "model:*")
            .component(
                "A",
                "Agent",
                "x",
                "public AgentResult run(AgentTask task, AgentContext context) { return null; }"
                    + " public A() { throw new Error(\"boom\"); }")
            .build();
    String token = asked(bad).token();
    assertThatThrownBy(() -> install(bad, token)).isInstanceOf(InvalidException.class);
    assertThat(grants.list(ADMIN, "acme.greeter")).isEmpty();
  }

  @Test
  void a_plugin_that_wants_what_there_is_not_is_refused() {
    assertThatThrownBy(() -> install(wanting("1.0.0", "root:*")))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("Studio-Wants: holds 'root:*'");
    assertThat(plugins.list(ADMIN)).isEmpty();
  }

  private Consent asked(byte[] jar) {
    return catchThrowableOfType(ConsentNeededException.class, () -> install(jar)).consent();
  }
}
