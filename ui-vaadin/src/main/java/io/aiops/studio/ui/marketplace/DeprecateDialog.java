package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.marketplace.listing.Listing;
import java.util.function.BiConsumer;

/** Asks why nobody should begin with a listing, and what to take instead. */
final class DeprecateDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  /**
   * @param given reason and the successor's name, which may be empty; the dialog stays open if it
   *     throws
   */
  DeprecateDialog(Listing listing, BiConsumer<String, String> given) {
    setHeaderTitle("Deprecate " + listing.title() + "?");
    setWidth("30rem");
    TextField reason = new TextField("Why");
    reason.setMaxLength(500);
    reason.setRequiredIndicatorVisible(true);
    reason.setWidthFull();
    reason.setAutofocus(true);
    TextField successor = new TextField("What to take instead");
    successor.setHelperText("The name of another listing of this catalog; may be empty.");
    successor.setWidthFull();
    Button go =
        new Button(
            "Deprecate it",
            click -> {
              boolean empty = reason.getValue().isBlank();
              reason.setInvalid(empty);
              reason.setErrorMessage("Say why, for those who read it.");
              if (!empty) {
                given.accept(reason.getValue().strip(), successor.getValue().strip());
                close();
              }
            });
    go.addThemeVariants(ButtonVariant.PRIMARY);
    add(
        new Paragraph(
            "It can still be installed, but everybody reads why they should not begin with it."),
        reason,
        successor);
    getFooter().add(new Button("Leave it", click -> close()), go);
  }
}
