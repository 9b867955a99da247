package io.aiops.studio.marketplace;

import java.util.List;

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
}
