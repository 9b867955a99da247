package io.aiops.studio.host.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plugin asks for, against what it declares and is granted. */
class BrokerTest {

  private static final Map<String, Object> SCHEMA =
      Map.of(
          "properties",
          Map.of(
              "baseUrl", Map.of("format", "uri", "default", "https://api.default.com/v1"),
              "allowedHosts", Map.of("items", Map.of("format", "studio-host")),
              "folders", Map.of("items", Map.of("format", "studio-folder")),
              "comment", Map.of("type", "string"),
              "key", Map.of("writeOnly", true)));

  private final UUID workspace = UUID.randomUUID();
  private final List<String> audit = new ArrayList<>();

  /** With all of what it declares granted. */
  private Broker broker(String declares, Map<String, Object> settings) {
    return broker(declares, Set.copyOf(Wants.read(declares).texts()), settings);
  }

  private Broker broker(String declares, Set<String> granted, Map<String, Object> settings) {
    Rights rights =
        TestRights.of(
            declares,
            granted,
            (caller, action, subject, details) -> {
              assertThat(caller.workspaceId()).isEqualTo(workspace);
              audit.add(
                  "%s: %s %s %s %s"
                      .formatted(
                          caller.userName(),
                          action,
                          subject,
                          details.get("permission"),
                          details.get("reason")));
            });
    return new Broker(rights, new Refusals(workspace, "e s"), SCHEMA, settings);
  }

  @ParameterizedTest
  @CsvSource({
    "host:api.example.com, https://api.example.com/v1",
    "host:api.example.com, https://API.EXAMPLE.COM./v1",
    "host:api.example.com, https://user:x@api.example.com/",
    "host:api.example.com:80, http://api.example.com/",
    "host:api.example.com:*, http://api.example.com:8080/",
    "host:*.example.com, https://a.b.example.com/",
    "host:*, http://[::1]:9000/",
    "host:[::1]:9000, http://[::1]:9000/"
  })
  void hosts_that_are_granted_are_reached(String declares, String address) {
    assertThatCode(() -> broker(declares, Map.of()).requireHost(URI.create(address)))
        .doesNotThrowAnyException();
    assertThat(audit).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "host:api.example.com, https://api.example.com.evil.net/",
    "host:api.example.com, https://evil.net/api.example.com",
    "host:api.example.com, https://api.example.com@evil.net/",
    "host:api.example.com, https://api.example.com:8443/",
    "host:api.example.com, http://api.example.com/",
    "host:*.example.com, https://example.com/",
    "host:*.example.com, https://evilexample.com/",
    "host:10.0.0.1, https://10.0.0.10/",
    "host:[::1]:80, http://[::2]/",
    "secret:*, https://api.example.com/",
    "file:read, https://api.example.com/"
  })
  void others_are_refused_and_it_is_written_down(String declares, String address) {
    Broker broker = broker(declares, Map.of());
    assertThatThrownBy(() -> broker.requireHost(URI.create(address)))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(Category.DENIED))
        .hasMessageContaining("which its manifest does not declare");
    assertThat(audit).hasSize(1);
    assertThat(audit.getFirst()).startsWith("plugin acme.thing: plugin.refused acme.thing host:");
  }

  @Test
  void an_address_without_a_host_is_refused_whatever_is_granted() {
    Broker broker = broker("host:*", Map.of());
    for (String address : List.of("file:///etc/passwd", "mailto:a@b.c", "ftp://a.com/", "/x")) {
      assertThatThrownBy(() -> broker.requireHost(URI.create(address)))
          .isInstanceOfSatisfying(
              PluginException.class,
              e -> assertThat(e.category()).isEqualTo(Category.INVALID_INPUT));
    }
  }

  @Test
  void the_hosts_of_its_connection_are_those_that_the_settings_name() {
    Map<String, Object> settings =
        Map.of(
            "baseUrl",
            "http://ollama:11434/v1",
            "allowedHosts",
            List.of("*.acme.com"),
            "comment",
            "https://comment.com");
    Broker broker = broker("host:connection", settings);
    broker.requireHost(URI.create("http://ollama:11434/api"));
    broker.requireHost(URI.create("https://a.acme.com:9/"));
    for (String other :
        List.of("http://ollama/", "https://comment.com/", "https://api.default.com/")) {
      assertThatThrownBy(() -> broker.requireHost(URI.create(other)))
          .isInstanceOf(PluginException.class);
    }
    broker("host:connection", Map.of()).requireHost(URI.create("https://api.default.com/v1"));
  }

  @Test
  void the_folders_of_its_connection_are_those_that_the_settings_name() {
    Broker broker =
        broker("folder:connection, folder:/srv/x", Map.of("folders", List.of("/data/in")));
    broker.requireFolder(Path.of("/data/in/a/b.txt"));
    broker.requireFolder(Path.of("/srv/x"));
    for (String other : List.of("/data", "/data/inside", "/data/in/../secret", "/etc/passwd")) {
      assertThatThrownBy(() -> broker.requireFolder(Path.of(other)))
          .isInstanceOf(PluginException.class);
    }
  }

  @Test
  void secrets_models_and_files_are_granted_one_by_one() {
    broker("secret:key, model:openai, file:read", Map.of("key", "x")).requireSecrets();
    assertThatThrownBy(() -> broker("secret:other", Map.of("key", "x")).requireSecrets())
        .hasMessageContaining("secret:key");
    assertThatCode(() -> broker("file:read", Map.of("comment", "x", "key", "")).requireSecrets())
        .doesNotThrowAnyException();
    broker("model:openai", Map.of()).requireModel("openai");
    assertThatThrownBy(() -> broker("model:openai", Map.of()).requireModel("ollama"))
        .hasMessageContaining("model:ollama");
    broker("file:read", Map.of()).requireFile("read");
    assertThatThrownBy(() -> broker("file:read", Map.of()).requireFile("write"))
        .hasMessageContaining("file:write");
  }

  @Test
  void what_is_declared_and_was_not_granted_or_taken_back_is_refused() {
    assertThatThrownBy(
            () -> broker("model:*, file:read", Set.of("file:read"), Map.of()).requireModel("a"))
        .hasMessageContaining("which is not granted to it")
        .hasMessageContaining("install it again and consent");
    assertThat(audit)
        .containsExactly(
            "plugin acme.thing: plugin.refused acme.thing model:a which is not granted to it");
  }

  @Test
  void what_is_granted_and_not_declared_is_refused() {
    assertThatThrownBy(() -> broker("file:read", Set.of("model:*"), Map.of()).requireModel("a"))
        .hasMessageContaining("does not declare");
  }

  @Test
  void who_asks_again_and_again_is_written_down_once_and_for_ever_new_things_up_to_a_bound() {
    Broker broker = broker("file:read", Map.of());
    for (int i = 0; i < 300; i++) {
      URI address = URI.create("https://h" + i / 2 + ".com/");
      assertThatThrownBy(() -> broker.requireHost(address)).isInstanceOf(PluginException.class);
    }
    assertThat(audit).hasSize(100).doesNotHaveDuplicates();
  }
}
