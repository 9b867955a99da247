package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.grant.Consent;

/** Shows what a plugin wants that nobody has granted, and asks whether it may have that. */
public final class ConsentDialog extends ConfirmDialog {

  private static final long serialVersionUID = 1L;

  /**
   * @param agreed what to do if it may
   */
  public ConsentDialog(Consent consent, Runnable agreed) {
    this(consent, new Div(), agreed);
  }

  /**
   * @param evidence of what it is, to be read by whoever wants to
   * @param agreed what to do if it may
   */
  public ConsentDialog(Consent consent, Component evidence, Runnable agreed) {
    boolean more = consent.added().size() < consent.wants().size();
    setHeader(
        "May %s %s have %s?"
            .formatted(consent.plugin(), consent.version(), more ? "more than it has" : "this"));
    Div body = new Div(new PermissionList(consent.added()));
    if (!consent.unused().isEmpty()) {
      body.add(new Paragraph("What it was granted and does not want any more:"));
      body.add(new PermissionList(consent.unused()));
    }
    body.add(
        new Paragraph("Nothing is changed before you say so. What it may have can be taken back."),
        evidence);
    setText(body);
    setConfirmText("Grant and install");
    setCancelable(true);
    setCancelText("Do not install");
    addConfirmListener(event -> agreed.run());
  }
}
