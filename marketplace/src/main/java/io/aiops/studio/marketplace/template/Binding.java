package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.text.Patch;
import io.aiops.studio.host.definition.text.PatchException;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.problem.InvalidException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template's text as a workspace has it: with its names for what plays the roles. */
final class Binding {

  private Binding() {}

  /**
   * The same text if nothing is chosen that differs; else only the names in it change.
   *
   * @throws InvalidException if the text is written in a way that keeps its names
   */
  static String of(String text, Choices choices) {
    Source source = Source.of(text);
    Map<String, @Nullable Object> wanted =
        References.rename(
            source.value(),
            (kind, name) ->
                switch (kind) {
                  case AGENT -> name;
                  case CONNECTION -> player(choices, Lock.Kind.CONNECTION, name);
                  case MODEL -> player(choices, Lock.Kind.MODEL, name);
                  case WORKFLOW -> player(choices, Lock.Kind.WORKFLOW, name);
                });
    if (!choices.name().isEmpty()) {
      wanted.put("name", choices.name());
    }
    try {
      return Patch.apply(source, wanted).text();
    } catch (PatchException e) {
      throw new InvalidException(
          "choices",
          "cannot be put into this text: %s Install it under its own names, and change the text."
              .formatted(e.getMessage()));
    }
  }

  private static String player(Choices choices, Lock.Kind kind, String role) {
    return choices.player(kind, role).orElse(role);
  }
}
