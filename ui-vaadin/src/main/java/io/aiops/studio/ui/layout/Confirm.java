package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

/** Asks before something is taken away, or has consequences that have to be known. */
public final class Confirm {

  private Confirm() {}

  /**
   * @param act what the button says: a verb and its object, never just "OK"
   */
  public static void ask(String question, String consequence, String act, Runnable confirmed) {
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setText(consequence);
    ask(dialog, question, act, confirmed);
  }

  /**
   * The same, with more to be read by whoever wants to.
   *
   * @param act what the button says: a verb and its object, never just "OK"
   */
  public static void ask(
      String question, String consequence, Component more, String act, Runnable confirmed) {
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setText(new Div(new Paragraph(consequence), more));
    ask(dialog, question, act, confirmed);
  }

  private static void ask(ConfirmDialog dialog, String question, String act, Runnable confirmed) {
    dialog.setHeader(question);
    dialog.setConfirmText(act);
    dialog.setConfirmButtonTheme("error primary");
    dialog.setCancelText("Keep it");
    open(dialog, confirmed);
  }

  /**
   * Nothing is taken away by it.
   *
   * @param act what the button says: a verb and its object, never just "OK"
   */
  public static void agree(String question, String consequence, String act, Runnable confirmed) {
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader(question);
    dialog.setText(consequence);
    dialog.setConfirmText(act);
    dialog.setConfirmButtonTheme("primary");
    dialog.setCancelText("Leave it as it is");
    open(dialog, confirmed);
  }

  private static void open(ConfirmDialog dialog, Runnable confirmed) {
    dialog.setCancelable(true);
    dialog.addConfirmListener(event -> confirmed.run());
    dialog.open();
  }
}
