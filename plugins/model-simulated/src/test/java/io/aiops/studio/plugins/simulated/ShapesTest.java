package io.aiops.studio.plugins.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.jr.ob.JSON;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.aiops.studio.api.ModelRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What it says when a shape is wanted. */
final class ShapesTest extends Asking {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I was charged twice on my card, please refund the invoice | billing",
        "The app crashes with an exception after the upgrade | technical",
        "I cannot login, my password is locked | account",
        "Could we get a quote and a discount for 50 seats | sales",
      })
  void a_label_goes_by_what_the_prompt_says(String ticket, String label) throws Exception {
    for (int seed = 0; seed < 5; seed++) {
      ModelRequest request =
          request(
              "Classify the ticket.\n\nInput:\n{\"text\": \"" + ticket + "\"}",
              List.of(),
              Map.of(
                  "responseSchema",
                  Map.of(
                      "type",
                      "object",
                      "properties",
                      Map.of(
                          "team",
                          Map.of("enum", List.of("billing", "technical", "account", "sales"))))));
      assertThat(JSON.std.mapFrom(ask(request, Map.of("seed", seed)).text()))
          .containsEntry("team", label);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type": "object", "required": ["title", "severity", "count", "share", "tags", "owner"],
         "properties": {
          "title": {"type": "string", "maxLength": 12, "minLength": 3},
          "severity": {"enum": ["high", "low"]},
          "count": {"type": "integer", "minimum": 5, "maximum": 9},
          "share": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
          "tags": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "string"}},
          "owner": {"type": ["string", "null"]},
          "spare": {"type": "boolean"}}, "additionalProperties": false}
        """,
        """
        {"type": "object", "required": ["items", "first", "either", "fixed", "open"],
         "$defs": {"item": {"type": "object", "required": ["id"],
                            "properties": {"id": {"type": "integer"}}}},
         "properties": {
          "items": {"type": "array", "minItems": 3, "items": {"$ref": "#/$defs/item"}},
          "first": {"$ref": "#/$defs/item"},
          "either": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
          "fixed": {"const": 4},
          "open": {"properties": {"name": {"type": "string"}}, "required": ["name"]}}}
        """,
        """
        {"type": "object", "required": ["when", "day", "site", "mail", "ok"],
         "properties": {
          "when": {"type": "string", "format": "date-time"},
          "day": {"type": "string", "format": "date"},
          "site": {"type": "string", "format": "uri"},
          "mail": {"type": "string", "format": "email"},
          "ok": {"type": "boolean"}}}
        """
      })
  void a_wanted_shape_is_filled_so_that_it_fits(String schema) throws Exception {
    Schema check =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    for (int seed = 0; seed < 10; seed++) {
      String answer =
          ask(
                  request(
                      "Describe it.\n\nInput:\n{\"count\": 700, \"title\": \"A very long title\"}",
                      List.of(),
                      Map.of("responseSchema", JSON.std.mapFrom(schema))),
                  Map.of("seed", seed))
              .text();
      assertThat(
              check.validate(
                  JsonMapper.shared().readTree(answer),
                  context ->
                      context.executionConfig(config -> config.formatAssertionsEnabled(true))))
          .as(answer)
          .isEmpty();
    }
  }

  @Test
  void a_shape_that_contains_itself_comes_to_an_end() throws Exception {
    Map<String, @Nullable Object> tree =
        JSON.std.mapFrom(
            """
            {"type": "object", "properties": {"left": {"$ref": "#"}, "size": {"type": "integer"}}}
            """);
    assertThat(ask(request("Grow.", List.of(), Map.of("responseSchema", tree)), Map.of()).text())
        .startsWith("{")
        .hasSizeLessThan(1_000);
  }

  @Test
  void a_prompt_of_a_megabyte_is_answered_in_good_time() {
    String prompt = "Sum up.\n\nInput:\n" + "x".repeat(500_000) + " " + "a.b/".repeat(125_000);
    assertThatNoException()
        .isThrownBy(() ->
            assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () ->
                    ask(
                        request(
                            prompt,
                            List.of(),
                            Map.of(
                                "responseSchema",
                                JSON.std.mapFrom(
                                    """
                                    {"type": "object", "properties": {
                                      "mail": {"type": "string"}, "path": {"type": "string"},
                                      "url": {"type": "string"}, "note": {"type": "string"}}}
                                    """))),
                        Map.of())));
  }
}
