package io.aiops.studio.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.Tool;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call: whom it asks, with what, and what of the answer is given back. */
class YamlConnectorTest {

  private static final Map<String, Object> SETTINGS =
      Map.of("address", "https://shop.example/api", "token", "s3cr3t", "timeoutSeconds", 5);

  private String text = "";
  private Map<String, @Nullable Object> asked = Map.of();
  private Map<String, @Nullable Object> settings = Map.of();

  @BeforeEach
  void read() throws IOException {
    text = Files.readString(Path.of("src/test/resources/shop/connector.yaml"));
  }

  private Object call(String tool, Map<String, Object> arguments, Map<String, Object> given)
      throws Exception {
    Tool.Function http =
        (asks, context) -> {
          asked = asks;
          settings = context.settings();
          return Map.of("status", 200, "json", Map.of("stock", 7, "number", "A-1"));
        };
    CallContext context = new RecordingContext().settings(Map.copyOf(given));
    return new YamlConnector(ConnectorFile.read("connector.yaml", text), http)
        .tools().stream()
            .filter(each -> each.name().equals(tool))
            .findFirst()
            .orElseThrow()
            .function()
            .call(Map.copyOf(arguments), context);
  }

  @Test
  void asks_below_its_address_and_gives_what_it_says() throws Exception {
    Object result = call("stock", Map.of("item", "lamp"), SETTINGS);
    assertThat(result).isEqualTo(Map.of("item", "lamp", "pieces", 7));
    assertThat(asked)
        .containsEntry("method", "GET")
        .containsEntry("url", "/items/lamp")
        .containsEntry("query", Map.of("fields", "stock"));
    assertThat(settings)
        .containsEntry("baseUrl", "https://shop.example/api")
        .containsEntry("secretHeaders", Map.of("Authorization", "Bearer s3cr3t"))
        .containsEntry("timeoutSeconds", 5)
        .doesNotContainKeys("allowedHosts", "privateAddresses");
  }

  @Test
  void a_value_that_is_one_expression_keeps_its_type() throws Exception {
    call("order", Map.of("item", "lamp", "pieces", 2), SETTINGS);
    assertThat(asked)
        .containsEntry("method", "POST")
        .containsEntry("json", Map.of("item", "lamp", "pieces", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../orders", "//elsewhere.example", "a?b=c", "a#b", "a/../b", "@x", "a b"})
  void a_value_stays_in_its_place_in_the_path(String item) throws Exception {
    call("stock", Map.of("item", item), SETTINGS);
    assertThat(String.valueOf(asked.get("url")))
        .matches("/items/[^/?#@ ]+")
        .doesNotContain("elsewhere.example/");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void a_value_that_would_lead_up_is_refused(String item) {
    assertThatThrownBy(() -> call("stock", Map.of("item", item), SETTINGS))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.category()).isEqualTo(PluginException.Category.INVALID_INPUT));
    assertThat(asked).isEmpty();
  }

  @Test
  void a_header_of_which_something_is_not_set_is_not_sent() throws Exception {
    call("stock", Map.of("item", "a"), Map.of("address", "https://shop.example"));
    assertThat(settings).containsEntry("secretHeaders", Map.of());
  }

  @Test
  void an_action_sees_no_secret() throws Exception {
    text =
        text.replace("path: /orders", "path: /orders/{{ settings.token }}x")
            .replace("{'order': json.number}", "$keys(settings)");
    Object result = call("order", Map.of("item", "a", "pieces", 1), SETTINGS);
    assertThat(asked).containsEntry("url", "/orders/x");
    assertThat(String.valueOf(result)).contains("address").doesNotContain("token");
  }

  @Test
  void an_expression_that_fails_says_so_and_never_ends_is_stopped() {
    text = text.replace("{'order': json.number}", "($f := function($n){$f($n + 1)}; $f(0))");
    assertThatThrownBy(() -> call("order", Map.of("item", "a", "pieces", 1), SETTINGS))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("The expression '($f");
  }
}
