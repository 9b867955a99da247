package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.marketplace.publishing.About;
import java.util.Arrays;
import java.util.List;

/** What a publisher says of a version beside the package. */
final class AboutFields extends Div {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NOTES = 4000;
  private static final int LONGEST_WORDS = 400;

  private final TextArea notes = new TextArea("What is new");
  private final TextField tags = new TextField("Tags");
  private final TextField categories = new TextField("Categories");

  AboutFields(About about) {
    addClassName("studio-form");
    notes.setHelperText("Markdown; people read it before they update.");
    notes.setMaxLength(LONGEST_NOTES);
    notes.setValue(about.notes());
    tags.setHelperText("At most 10, with commas between, such as chat, slack");
    tags.setMaxLength(LONGEST_WORDS);
    tags.setValue(String.join(", ", about.tags()));
    categories.setHelperText("At most 3, such as agents, connectors");
    categories.setMaxLength(LONGEST_WORDS);
    categories.setValue(String.join(", ", about.categories()));
    add(notes, tags, categories);
  }

  About value() {
    return new About(notes.getValue(), words(tags), words(categories));
  }

  private static List<String> words(TextField field) {
    return Arrays.stream(field.getValue().split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
