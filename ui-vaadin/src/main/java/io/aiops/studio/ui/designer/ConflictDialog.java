package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.definition.WorkflowVersion;

/** Somebody saved while somebody else worked: says who, and lets the second choose. */
final class ConflictDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  ConflictDialog(WorkflowVersion theirs, Runnable saveMine, Runnable showTheirs) {
    setHeaderTitle("Somebody saved meanwhile");
    setWidth("30rem");
    add(
        new Paragraph(
            theirs.savedBy()
                + " saved version "
                + theirs.version()
                + " after you opened this workflow. Your changes are still here and nothing is"
                + " saved yet."),
        new Paragraph(
            "Saving yours makes it version "
                + (theirs.version() + 1)
                + "; theirs stays in the list of versions. Opening theirs can be undone, which brings"
                + " yours back."));
    Button mine = new Button("Save mine as version " + (theirs.version() + 1));
    mine.addThemeVariants(ButtonVariant.PRIMARY);
    mine.addClickListener(click -> {
      close();
      saveMine.run();
    });
    Button open =
        new Button(
            "Open theirs",
            click -> {
              close();
              showTheirs.run();
            });
    getFooter().add(new Button("Keep editing", click -> close()), open, mine);
  }
}
