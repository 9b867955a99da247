package io.aiops.studio.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaFormTest {

  private static final FileRef FILE = new FileRef("f1", "app.log", "text/plain", 2048);

  private static SchemaForm form(String properties, String required, boolean expressions) {
    return new SchemaForm(
        Json.parseMap(
            "{\"type\":\"object\",\"properties\":{%s},\"required\":[%s]}"
                .formatted(properties, required)),
        new FormContext(
            (request, name, mediaType, content) -> FILE,
            expressions,
            Map.of("models", List.of("simulated", "openai"))));
  }

  private static <T extends Component> T field(SchemaForm form, Class<T> type) {
    return all(form).filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  private static Stream<Component> all(Component component) {
    return Stream.concat(
        Stream.of(component), component.getChildren().flatMap(SchemaFormTest::all));
  }

  @Test
  void starts_with_the_defaults_and_leaves_empty_fields_out() {
    SchemaForm form =
        form(
            """
            "threshold": {"type":"integer","default":10}, "note": {"type":"string"},
            "strict": {"type":"boolean"}, "on": {"type":"boolean","default":false}
            """,
            "",
            false);
    assertThat(form.getValue()).isEqualTo(Map.of("threshold", 10, "on", false));
  }

  @Test
  void names_a_field_by_its_title_or_by_its_property() {
    SchemaForm form = form("\"maxTurns\": {\"type\":\"integer\"}", "", false);
    assertThat(field(form, IntegerField.class).getLabel()).isEqualTo("Max turns");
    form = form("\"a\": {\"type\":\"string\",\"title\":\"Folder\"}", "", false);
    assertThat(field(form, TextField.class).getLabel()).isEqualTo("Folder");
  }

  @Test
  void gives_back_what_it_was_given() {
    SchemaForm form =
        form(
            """
            "text": {"type":"string"}, "long": {"type":"string","format":"multiline"},
            "key": {"type":"string","writeOnly":true},
            "level": {"enum":["low","high"]}, "size": {"enum":[1,2]},
            "rate": {"type":"number"}, "urls": {"type":"array","items":{"type":"string"}},
            "tags": {"type":"array","items":{"enum":["a","b"]}}, "model": {"type":"string","x-choices":"models"},
            "file": {"type":"object","format":"file"},
            "nested": {"type":"object","properties":{"deep":{"type":"integer"}}},
            "free": {"type":"object"}
            """,
            "",
            false);
    Map<String, Object> value =
        Map.ofEntries(
            Map.entry("text", "x"),
            Map.entry("long", "a\nb"),
            Map.entry("key", "********"),
            Map.entry("level", "high"),
            Map.entry("size", 2),
            Map.entry("rate", 0.5),
            Map.entry("urls", List.of("http://a", "http://b")),
            Map.entry("tags", List.of("b")),
            Map.entry("model", "openai"),
            Map.entry("file", FILE.toMap()),
            Map.entry("nested", Map.of("deep", 3)),
            Map.entry("free", Map.of("any", List.of(1, 2))),
            Map.entry("unknown", "kept"));
    form.setValue(value);
    assertThat(form.getValue()).isEqualTo(value);
  }

  @Test
  void chooses_the_field_by_the_schema() {
    assertThat(field(form("\"a\": {\"enum\":[\"x\"]}", "", false), Select.class)).isNotNull();
    assertThat(
            field(
                form("\"a\": {\"type\":\"string\",\"format\":\"multiline\"}", "", false),
                TextArea.class))
        .isNotNull();
    assertThat(
            field(
                form("\"a\": {\"type\":\"string\",\"format\":\"password\"}", "", false),
                PasswordField.class))
        .isNotNull();
    assertThat(field(form("\"a\": {\"type\":[\"null\",\"boolean\"]}", "", false), Checkbox.class))
        .isNotNull();
  }

  @Test
  void says_at_the_field_what_is_missing_or_out_of_bounds() {
    SchemaForm form =
        form(
            "\"a\": {\"type\":\"string\"}, \"n\": {\"type\":\"integer\",\"minimum\":1,\"maximum\":5}",
            "\"a\"",
            false);
    form.setValue(Map.of("n", 9));
    assertThat(form.validate()).isFalse();
    assertThat(field(form, TextField.class).getErrorMessage()).isEqualTo("Required: fill this in.");
    assertThat(field(form, IntegerField.class).getErrorMessage())
        .isEqualTo("9 is too large; at most 5 is expected.");
    form.setValue(Map.of("a", "x", "n", 5));
    assertThat(form.validate()).isTrue();
  }

  @Test
  void shows_the_servers_problems_at_their_fields_and_returns_the_others() {
    SchemaForm form =
        form(
            """
            "a": {"type":"string"},
            "o": {"type":"object","properties":{"n":{"type":"integer"}}}
            """,
            "",
            false);
    Problem other = new Problem("name", "unknown");
    List<Problem> left =
        form.showProblems(
            "inputs",
            List.of(
                new Problem("inputs.a", "too short"),
                new Problem("inputs/o/n", "no number"),
                other));
    assertThat(left).containsExactly(other);
    assertThat(field(form, TextField.class).getErrorMessage()).isEqualTo("too short");
    assertThat(field(form, IntegerField.class).getErrorMessage()).isEqualTo("no number");
    form.clearProblems();
    assertThat(field(form, TextField.class).isInvalid()).isFalse();
    assertThat(field(form, IntegerField.class).isInvalid()).isFalse();
  }

  @Test
  void a_group_says_what_it_is_for_and_what_is_wrong_with_it_as_a_whole() {
    SchemaForm form =
        form(
            """
            "o": {"type":"object","description":"Who decides.",
                  "properties":{"n":{"type":"integer"}}}
            """,
            "",
            false);
    assertThat(form.getElement().getTextRecursively()).contains("Who decides.");
    form.showProblems("", List.of(new Problem("o", "needs an n")));
    assertThat(form.getElement().getTextRecursively()).contains("needs an n");
    form.clearProblems();
    assertThat(form.getElement().getTextRecursively()).doesNotContain("needs an n");
  }

  @Test
  void what_a_field_itself_finds_wrong_stays_when_the_servers_problems_go() {
    SchemaForm form = form("\"n\": {\"type\":\"integer\"}", "", false);
    field(form, IntegerField.class).setInvalid(true);
    form.clearProblems();
    assertThat(field(form, IntegerField.class).isInvalid()).isTrue();
  }

  @Test
  void any_type_may_hold_an_expression_if_asked_to() {
    SchemaForm form =
        form(
            "\"n\": {\"type\":\"integer\"}, \"file\": {\"type\":\"object\",\"format\":\"file\"}",
            "\"n\"",
            true);
    Map<String, Object> value = Map.of("n", "{{ steps.a.output }}", "file", "{{ inputs.file }}");
    form.setValue(value);
    assertThat(form.getValue()).isEqualTo(value);
    assertThat(form.validate()).isTrue();
    form.setValue(Map.of("n", 4));
    assertThat(form.getValue()).isEqualTo(Map.of("n", 4));
  }

  @Test
  void tells_of_changes_people_make_not_of_values_set() {
    SchemaForm form = form("\"a\": {\"type\":\"string\"}", "", false);
    int[] changes = {0};
    form.addChangeListener(() -> changes[0]++);
    form.setValue(Map.of("a", "set"));
    assertThat(changes[0]).isZero();
    field(form, TextField.class).setValue("typed");
    assertThat(changes[0]).isEqualTo(1);
  }

  @Test
  void json_that_does_not_parse_is_said_and_not_lost() {
    SchemaForm form = form("\"free\": {}", "", false);
    field(form, TextArea.class).setValue("{\"a\": ");
    assertThat(form.validate()).isFalse();
    assertThat(field(form, TextArea.class).getErrorMessage()).startsWith("This is not JSON");
    assertThat(form.getValue()).isEqualTo(Map.of("free", "{\"a\": "));
  }
}
