package io.aiops.studio.ui.trigger;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.host.trigger.Trigger;
import io.aiops.studio.ui.notice.Notices;
import org.jspecify.annotations.Nullable;

/** Says how a trigger is reached from outside, and shows a webhook's secret, once. */
final class ReachedDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  ReachedDialog(Trigger trigger, @Nullable String secret) {
    setHeaderTitle("How to reach " + trigger.name());
    setWidth("34rem");
    Source.Kind kind = trigger.source().kind();
    Div form = new Div();
    form.addClassName("studio-form");
    form.add(
        text(
            kind == Source.Kind.WEBHOOK ? "Address" : "Message property",
            Sources.address(kind, trigger.id())));
    if (secret != null) {
      form.add(text("Secret", secret));
      form.add(
          new Paragraph(
              "This is the only time the secret is shown: copy it now. Sign requests as Standard"
                  + " Webhooks has it; its libraries do that for you."));
      Button copy =
          new Button(
              "Copy the secret",
              click -> {
                getElement().executeJs("navigator.clipboard.writeText($0)", secret);
                Notices.done("The secret is in the clipboard.");
              });
      copy.addThemeVariants(ButtonVariant.PRIMARY);
      getFooter().add(copy);
    }
    add(form);
    getFooter().add(new Button("Done", click -> close()));
  }

  private static TextField text(String label, String value) {
    TextField field = new TextField(label);
    field.setValue(value);
    field.setReadOnly(true);
    field.addClassName("studio-code");
    return field;
  }
}
