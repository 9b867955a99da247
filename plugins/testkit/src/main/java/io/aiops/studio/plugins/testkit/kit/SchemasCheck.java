package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.api.Tool;
import io.aiops.studio.plugins.testkit.JsonLike;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Its schemas are some, fit what it says works, and refuse what is outside of them. */
final class SchemasCheck {

  private static final JsonMapper JSON = JsonMapper.shared();

  private int schemas;
  private int refused;

  private SchemasCheck() {}

  static Finding of(Subject subject, Samples samples) {
    SchemasCheck check = new SchemasCheck();
    for (Offer offer : subject.offers()) {
      check.look(offer, samples.of(offer.key()));
    }
    return check.schemas == 0
        ? Finding.notApplicable(Check.SCHEMAS, "it has no schema: no settings, inputs or tools")
        : Finding.pass(
            Check.SCHEMAS,
            "%d schemas; %d inputs outside of them are refused"
                .formatted(check.schemas, check.refused));
  }

  private void look(Offer offer, Samples.Of samples) {
    if (!offer.settings().isEmpty()) {
      valid("the settings of " + offer.key(), JSON.writeValueAsString(offer.settings()));
      fits("the settings of " + offer.key(), offer.settings(), samples.settings());
    }
    if (!offer.input().isEmpty()) {
      valid("the inputs of " + offer.key(), JSON.writeValueAsString(offer.input()));
      samples
          .calls()
          .forEach(call -> fits("the inputs of " + offer.key(), offer.input(), call.arguments()));
    }
    if (offer.kind() == Offer.Kind.CONNECTOR) {
      offer.connector().tools().forEach(tool -> look(offer, tool, samples));
    }
  }

  private void look(Offer offer, Tool tool, Samples.Of samples) {
    String what = "the inputs of " + offer.key() + "/" + tool.name();
    valid(what, tool.inputSchema());
    Map<String, @Nullable Object> schema = JsonLike.lenient(tool.inputSchema());
    List<Map<String, @Nullable Object>> sound =
        samples.calls().stream()
            .filter(call -> call.tool().equals(tool.name()))
            .map(call -> withFiles(call.arguments(), samples))
            .toList();
    for (Map<String, @Nullable Object> arguments : sound) {
      fits(what, schema, arguments);
    }
  }

  private static Map<String, @Nullable Object> withFiles(
      Map<String, @Nullable Object> arguments, Samples.Of samples) {
    return new FileReferences(
            new io.aiops.studio.plugins.testkit.RecordingContext(), samples.files())
        .in(arguments);
  }

  private void valid(String what, String schema) {
    JsonLike.checkSchema("The schema of " + what, schema);
    schemas++;
  }

  private void fits(
      String what, Map<String, @Nullable Object> schema, Map<String, @Nullable Object> sample) {
    String text = JSON.writeValueAsString(schema);
    List<String> problems = JsonLike.problems(text, sample);
    if (!problems.isEmpty()) {
      throw new AssertionError("A sample for " + what + " does not fit its schema: " + problems);
    }
    for (String name : sample.keySet()) {
      if (!Guess.map(schema.get("properties")).containsKey(name)) {
        throw new AssertionError(
            "A sample for %s gives '%s', which its schema does not tell of.".formatted(what, name));
      }
    }
    Guess.outside(schema, sample)
        .forEach((wrong, value) -> {
          if (JsonLike.problems(text, value).isEmpty()) {
            throw new AssertionError(
                "The schema of " + what + " lets in a value with " + wrong + ".");
          }
          refused++;
        });
  }
}
