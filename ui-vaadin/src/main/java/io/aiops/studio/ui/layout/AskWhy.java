package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;

/** Asks for the reason of what others will read: why it was refused, withdrawn, hidden. */
public final class AskWhy extends Dialog {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 500;

  /**
   * @param act what the button says: a verb and its object
   * @param given is called with a reason that is not blank; the dialog stays open if it throws
   */
  public AskWhy(String question, String consequence, String act, Consumer<String> given) {
    setHeaderTitle(question);
    setWidth("30rem");
    TextField reason = new TextField("Why");
    reason.setMaxLength(LONGEST);
    reason.setRequiredIndicatorVisible(true);
    reason.setWidthFull();
    reason.setAutofocus(true);
    Button go =
        new Button(
            act,
            click -> {
              boolean empty = reason.getValue().isBlank();
              reason.setInvalid(empty);
              reason.setErrorMessage("Say why, for those who read it.");
              if (!empty) {
                given.accept(reason.getValue().strip());
                close();
              }
            });
    go.addThemeVariants(ButtonVariant.PRIMARY);
    add(new Paragraph(consequence), reason);
    getFooter().add(new Button("Leave it", click -> close()), go);
  }
}
