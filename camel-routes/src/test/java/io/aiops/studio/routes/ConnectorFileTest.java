package io.aiops.studio.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.Tool.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a connector's text may say; whatever else it says is told with its line and field. */
class ConnectorFileTest {

  private static final Path SHOP = Path.of("src/test/resources/shop/connector.yaml");

  private static ConnectorFile read(String text) {
    return ConnectorFile.read("connector.yaml", text);
  }

  @Test
  void says_what_it_is_and_what_it_can_do() throws IOException {
    ConnectorFile file = read(Files.readString(SHOP));
    assertThat(file.name()).isEqualTo("shop");
    assertThat(file.secrets()).containsExactly("token");
    assertThat(file.settings())
        .as("a process that is started again must say the same")
        .startsWith(
            "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"address\":{\"type\":\"string\",\"format\":\"uri\"")
        .contains("\"writeOnly\":true")
        .endsWith(
            "\"timeoutSeconds\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":3600,\"default\":30,\"title\":\"Time-out\",\"description\":\"Seconds that a call may take.\"}},\"required\":[\"address\"]}");
    assertThat(file.actions())
        .extracting(ConnectorFile.Action::name, ConnectorFile.Action::effect)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("stock", Effect.NONE),
            org.assertj.core.groups.Tuple.tuple("order", Effect.IRREVERSIBLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "schema: aiops-studio/connector/v1 | schema: v2 | line 1: 'schema' is 'v2'",
        "name: shop | name: Shop! | line 2: 'name' is 'Shop!'; expected at most 60 lower case",
        "title: Shop | titel: Shop | line 3: 'titel' is not known here; expected one of",
        "address: \"{{ settings.address }}\" | address: ftp://shop.example | 'address' is 'ftp:",
        "address: \"{{ settings.address }}\" | address: \"https://{{ settings.address }}\" | all of it a setting",
        "address: \"{{ settings.address }}\" | address: \"{{ settings.address\" | without the '}}'",
        "address: \"{{ settings.address }}\" | address: \"{{ settings..a }}\" | which is no JSONata",
        "path: /orders | path: orders | 'tools[1].request.path' is 'orders'; expected one that begins",
        "path: /orders | path: //elsewhere.example | 'tools[1].request.path'",
        "path: /orders | path: https://elsewhere.example/ | 'tools[1].request.path'",
        "path: /orders | path: \"/orders?all=1\" | that is what 'query' is for",
        "path: /orders | path: 7 | 'tools[1].request.path' is '7'; expected a text",
        "method: POST | method: CONNECT | 'tools[1].request.method' is 'CONNECT'; expected one of",
        "method: POST | method: GET | 'tools[1].request.json' cannot go along with GET",
        "effect: irreversible | effect: some | expected none, reversible or irreversible",
        "effect: irreversible | route: {from: timer} | 'tools[1].route' cannot be used yet",
        "effect: irreversible | script: print() | 'tools[1].script' is not known here",
        "- name: order | - name: stock | is named 'stock' as another one is",
        "Authorization: Bearer | 'A b': Bearer | 'headers.A b' is no name of a header",
        "query: {fields: stock} | query: &a {fields: *a} | has an alias",
        "query: {fields: stock} | query: {fields: .nan} | is none that JSON has",
        "query: {fields: stock} | query: {fields: [} | is no YAML",
      })
  void a_mistake_is_told_with_its_line_and_field(String good, String bad, String said)
      throws IOException {
    String text = Files.readString(SHOP);
    assertThat(text).contains(good);
    assertThatThrownBy(() -> read(text.replace(good, bad)))
        .isInstanceOf(MisreadException.class)
        .hasMessageMatching("(?s)connector\\.yaml, line \\d+.*")
        .hasMessageContaining(said);
  }

  @Test
  void what_is_missing_twice_empty_or_too_much_is_told() throws IOException {
    String text = Files.readString(SHOP);
    assertThatThrownBy(() -> read(text.replace("title: Shop\n", "")))
        .hasMessageContaining("'title' is missing");
    assertThatThrownBy(() -> read(text.replace("title: Shop\n", "title: Shop\ntitle: Shop\n")))
        .hasMessageContaining("line 4: 'title' is there twice");
    assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("is a list; expected names");
    assertThatThrownBy(() -> read("# ".repeat(200_000))).hasMessageContaining("characters");
    assertThatThrownBy(() -> read("schema: " + "[".repeat(60) + "]".repeat(60)))
        .hasMessageContaining("nests deeper than 50");
  }
}
