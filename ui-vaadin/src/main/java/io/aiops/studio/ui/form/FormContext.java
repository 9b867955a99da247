package io.aiops.studio.ui.form;

import java.util.List;
import java.util.Map;

/**
 * What a form needs besides its schema.
 *
 * @param uploads takes the files of {@code format: file} fields
 * @param expressions true if each field may hold <code>{{ JSONata }}</code> instead of its type
 * @param choices values to pick from, by the name a property gives in {@code x-choices}
 */
public record FormContext(Uploads uploads, boolean expressions, Map<String, List<String>> choices) {

  public FormContext {
    choices = Map.copyOf(choices);
  }

  /** Plain values only, no choices of the studio's. */
  public static FormContext plain(Uploads uploads) {
    return new FormContext(uploads, false, Map.of());
  }
}
