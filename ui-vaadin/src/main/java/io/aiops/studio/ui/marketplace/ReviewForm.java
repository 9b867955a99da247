package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import io.aiops.studio.marketplace.review.Reviews.Seen;
import java.util.Optional;

/** One's own review, to be written or changed. */
final class ReviewForm extends Div {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 2000;

  /** What somebody says. */
  interface Said {
    void review(int stars, String words);
  }

  private final RadioButtonGroup<Integer> stars = new RadioButtonGroup<>("How good is it?");

  ReviewForm(Optional<Seen> mine, Said said, Runnable left) {
    addClassNames("studio-panel", "studio-narrow");
    stars.setItems(5, 4, 3, 2, 1);
    stars.setItemLabelGenerator(ReviewForm::word);
    stars.setRequiredIndicatorVisible(true);
    mine.map(Seen::stars).ifPresent(stars::setValue);
    TextArea words = new TextArea("In your words");
    words.setHelperText("Everybody reads it; people of other workspaces do not see your name.");
    words.setMaxLength(LONGEST);
    words.setValue(mine.map(Seen::words).orElse(""));
    words.setWidthFull();
    Button save =
        new Button(
            "Publish my review",
            click -> {
              Integer given = stars.getValue();
              stars.setInvalid(given == null);
              stars.setErrorMessage("Choose how many stars; 1 to 5.");
              if (given != null) {
                said.review(given, words.getValue());
              }
            });
    save.addThemeVariants(ButtonVariant.PRIMARY);
    Div actions = new Div(save, new Button("Leave it", click -> left.run()));
    actions.addClassName("studio-actions");
    add(stars, words, actions);
  }

  void focus() {
    stars.getElement().callJsFunction("focus");
  }

  private static String word(int stars) {
    return switch (stars) {
      case 5 -> "5, very good";
      case 4 -> "4, good";
      case 3 -> "3, it will do";
      case 2 -> "2, poor";
      default -> "1, of no use";
    };
  }
}
