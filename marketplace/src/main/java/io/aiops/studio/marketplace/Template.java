package io.aiops.studio.marketplace;

import java.util.List;
import java.util.regex.Matcher;

/**
 * A shareable workflow: its text, ready to save, and what to try it on.
 *
 * @param name the name the workflow gets if nobody chooses another
 * @param title what people see
 * @param description what it does, one sentence
 * @param text the workflow, YAML
 * @param files sample data, one file for each input that takes a file
 */
public record Template(
    String name, String title, String description, String text, List<SampleFile> files) {
  public Template {
    files = List.copyOf(files);
  }

  /**
   * Its text for a workflow of another name; nothing else of the text changes.
   *
   * @param newName as the workflow schema says; not checked here
   */
  public String named(String newName, String newTitle) {
    return text.replaceFirst("(?m)^name: .*$", Matcher.quoteReplacement("name: " + newName))
        .replaceFirst("(?m)^title: .*$", Matcher.quoteReplacement("title: " + quoted(newTitle)));
  }

  /** A YAML text in double quotes, whatever is in it. */
  private static String quoted(String plain) {
    return "\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
