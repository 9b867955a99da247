package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins see of each other. */
class VisibilityTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final String LOOKS =
      "public AgentResult run(AgentTask task, AgentContext context) throws Exception {"
          + " BundleContext here = FrameworkUtil.getBundle(Says.class).getBundleContext();"
          + " ServiceReference<?>[] all = here.getAllServiceReferences(null, null);"
          + " ServiceReference<?>[] found ="
          + " here.getAllServiceReferences(\"io.aiops.studio.api.Agent\", null);"
          + " return new AgentResult.Completed("
          + " all.length + \" \" + found.length + \" \" + here.getBundles().length); }";

  @TempDir Path folder;
  private Plugins plugins;

  @BeforeEach
  void start() {
    plugins = TestPlugins.start(new InMemoryPluginStore(), folder.resolve("cache"));
    install(TestJars.agent("acme.secretive", "1.0.0", "secretive", "psst").build());
  }

  @AfterEach
  void stop() {
    plugins.close();
  }

  private void install(byte[] jar) {
    plugins.install(ADMIN, "upload.jar", new ByteArrayInputStream(jar));
  }

  private void consenting(byte[] jar) {
    String token =
        catchThrowableOfType(ConsentNeededException.class, () -> install(jar)).consent().token();
    plugins.install(ADMIN, "upload.jar", new ByteArrayInputStream(jar), token);
  }

  private static TestJars looking() {
    return TestJars.bundle("acme.curious", "1.0.0").component("Says", "Agent", "curious", LOOKS);
  }

  private Object seen() throws Exception {
    try (Lease<Agent> lease = plugins.registry().agent("curious").orElseThrow()) {
      AgentResult result = lease.service().run(new AgentTask("t", 1, "", Map.of()), null);
      return ((AgentResult.Completed) result).output();
    }
  }

  @Test
  void a_plugin_sees_its_own_services_and_bundle_and_nobody_elses() throws Exception {
    install(looking().build());
    assertThat(seen()).isEqualTo("1 1 1");
  }

  @Test
  void it_sees_services_of_a_type_that_it_was_granted() throws Exception {
    consenting(looking().header("Studio-Wants", "service:io.aiops.studio.api.Agent").build());
    assertThat(seen()).isEqualTo("2 2 1");
  }

  @Test
  void a_component_is_not_given_another_plugins_agent() throws Exception {
    TestJars greedy =
        TestJars.bundle("acme.greedy", "1.0.0")
            .component(
                "Says",
                "Agent",
                "<property name=\"studio.name\" value=\"greedy\"/><reference name=\"other\""
                    + " interface=\"io.aiops.studio.api.Agent\" target=\"(studio.name=secretive)\""
                    + " bind=\"bind\"/>",
                "",
                "public void bind(Agent other) {}"
                    + " public AgentResult run(AgentTask task, AgentContext context) {"
                    + " return new AgentResult.Completed(\"got it\"); }");
    assertThatThrownBy(() -> install(greedy.build()))
        .hasMessageContaining("miss a service they reference");
    consenting(greedy.header("Studio-Wants", "service:io.aiops.studio.api.Agent").build());
    assertThat(plugins.registry().agent("greedy")).isPresent();
  }
}
