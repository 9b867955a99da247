package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.Agent;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A real framework and real bundles: installed, swapped, switched off, removed, brought back. */
class PluginsTest extends RunningPlugins {

  @Test
  void a_bundle_serves_at_once_and_after_a_restart() throws Exception {
    PluginView view = install(greeter("1.0.0", "hello"));
    assertThat(view.state()).isEqualTo(PluginView.State.ACTIVE);
    assertThat(view.title()).isEqualTo("The acme.greeter");
    assertThat(view.contributions())
        .singleElement()
        .returns(PluginView.Kind.AGENT, PluginView.Contribution::kind)
        .returns("greeter", PluginView.Contribution::name);
    assertThat(says("greeter")).isEqualTo("hello");
    restart();
    assertThat(says("greeter")).isEqualTo("hello");
    assertThat(plugins.list(ADMIN)).containsExactly(view);
    assertThat(audit).containsExactly("plugin.install acme.greeter");
  }

  @Test
  void another_version_takes_over_newer_or_older_and_the_very_same_is_refused() throws Exception {
    byte[] first = greeter("1.0.0", "one");
    install(first);
    assertThatThrownBy(() -> install(first))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("This very acme.greeter 1.0.0 is installed");
    install(greeter("1.1.0", "two"));
    assertThat(says("greeter")).isEqualTo("two");
    install(first);
    assertThat(says("greeter")).isEqualTo("one");
    awaitBundles("acme.greeter 1.0.0");
  }

  @Test
  void a_new_build_of_the_same_version_replaces_it() throws Exception {
    install(greeter("1.0.0", "one"));
    install(greeter("1.0.0", "other"));
    assertThat(says("greeter")).isEqualTo("other");
  }

  @Test
  void a_newer_version_that_fails_leaves_the_old_one_serving() throws Exception {
    install(greeter("1.0.0", "one"));
    byte[] broken =
        TestJars.agent("acme.greeter", "2.0.0", "greeter", "two")
            .header("Import-Package", "com.acme.missing,*")
            .build();
    assertThatThrownBy(() -> install(broken)).isInstanceOf(InvalidException.class);
    assertThat(says("greeter")).isEqualTo("one");
    restart();
    assertThat(says("greeter")).isEqualTo("one");
  }

  @Test
  void whoever_still_uses_the_old_version_may_finish() throws Exception {
    install(greeter("1.0.0", "one"));
    Lease<Agent> old = plugins.registry().agent("greeter").orElseThrow();
    install(greeter("2.0.0", "two"));
    assertThat(says("greeter")).isEqualTo("two");
    assertThat(said(old)).isEqualTo("one");
    assertThat(plugins.bundles()).containsExactly("acme.greeter 1.0.0", "acme.greeter 2.0.0");
    old.close();
    awaitBundles("acme.greeter 2.0.0");
  }

  @Test
  void a_disabled_plugin_serves_nothing_until_it_is_enabled_again() throws Exception {
    install(greeter("1.0.0", "hello"));
    assertThat(plugins.disable(ADMIN, "acme.greeter").state()).isEqualTo(PluginView.State.DISABLED);
    assertThat(says("greeter")).isNull();
    awaitBundles();
    restart();
    assertThat(says("greeter")).isNull();
    assertThat(plugins.enable(ADMIN, "acme.greeter").state()).isEqualTo(PluginView.State.ACTIVE);
    assertThat(says("greeter")).isEqualTo("hello");
    restart();
    assertThat(says("greeter")).isEqualTo("hello");
  }

  @Test
  void two_plugins_may_take_turns_with_one_name() throws Exception {
    install(greeter("1.0.0", "hello"));
    plugins.disable(ADMIN, "acme.greeter");
    install(TestJars.agent("other.greeter", "1.0.0", "greeter", "salut").build());
    assertThat(says("greeter")).isEqualTo("salut");
    assertThatThrownBy(() -> plugins.enable(ADMIN, "acme.greeter"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("another plugin offers already");
    assertThat(plugins.list(ADMIN).getFirst().state()).isEqualTo(PluginView.State.DISABLED);
    assertThat(says("greeter")).isEqualTo("salut");
  }

  @Test
  void what_is_removed_is_gone_and_its_classes_are_collected() throws Exception {
    install(greeter("1.0.0", "hello"));
    WeakReference<ClassLoader> loader = loader();
    assertThat(says("greeter")).isEqualTo("hello");
    plugins.remove(ADMIN, "acme.greeter");
    assertThat(plugins.list(ADMIN)).isEmpty();
    assertThat(says("greeter")).isNull();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          System.gc();
          return loader.get() == null;
        });
    assertThatThrownBy(() -> plugins.remove(ADMIN, "acme.greeter"))
        .isInstanceOf(NotFoundException.class);
    restart();
    assertThat(plugins.list(ADMIN)).isEmpty();
  }

  private WeakReference<ClassLoader> loader() {
    try (Lease<Agent> lease = plugins.registry().agent("greeter").orElseThrow()) {
      return new WeakReference<>(lease.classLoader());
    }
  }

  @Test
  void only_administrators_change_anything() {
    Caller builder = Somebody.with(Role.BUILDER);
    byte[] jar = greeter("1.0.0", "hello");
    install(jar);
    assertThatThrownBy(() -> plugins.install(builder, "x.jar", new ByteArrayInputStream(jar)))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> plugins.disable(builder, "acme.greeter"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> plugins.enable(builder, "acme.greeter"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> plugins.remove(builder, "acme.greeter"))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(plugins.list(builder)).hasSize(1);
    assertThat(plugins.contributions(builder)).hasSize(1);
  }
}
