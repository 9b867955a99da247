package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before something is taken away. */
public final class Confirm {

  private Confirm() {}

  /**
   * @param act what the button says: a verb and its object, never just "OK"
   */
  public static void ask(String question, String consequence, String act, Runnable confirmed) {
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader(question);
    dialog.setText(consequence);
    dialog.setConfirmText(act);
    dialog.setConfirmButtonTheme("error primary");
    dialog.setCancelable(true);
    dialog.setCancelText("Keep it");
    dialog.addConfirmListener(event -> confirmed.run());
    dialog.open();
  }
}
