package io.aiops.studio.ui.queue;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.notice.Notices;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** A command that could not be handled: what it says, and what becomes of it. */
final class DeadLetterDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient DeadLetter letter;
  private final transient Runnable changed;
  private final TextArea body = new TextArea("The command, JSON");

  /**
   * @param changed told when it is gone
   */
  DeadLetterDialog(Studio studio, DeadLetter letter, Runnable changed) {
    this.studio = studio;
    this.letter = letter;
    this.changed = changed;
    setHeaderTitle("A command " + letter.type() + " that could not be handled");
    setWidth("44rem");
    boolean edits = Session.caller().may(Permission.ADMINISTER);
    body.setWidthFull();
    body.setMinRows(8);
    body.setValue(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(parsed()));
    body.setReadOnly(!edits);
    body.setHelperText(
        edits ? "What you change is checked before it is sent." : "Administrators may change it.");
    add(new Paragraph("After " + letter.tries() + " tries: " + letter.why()), body);
    Button drop = new Button("Drop it", click -> drop());
    drop.addThemeVariants(ButtonVariant.ERROR);
    Button send = new Button("Send it again", click -> send());
    send.addThemeVariants(ButtonVariant.PRIMARY);
    boolean acts = Session.caller().may(Permission.RUN);
    drop.setVisible(acts);
    send.setVisible(acts);
    getFooter().add(new Button("Close", click -> close()), drop, send);
  }

  private Object parsed() {
    return Json.parseMap(letter.body());
  }

  private void send() {
    try {
      Object edited = Json.parseMap(body.getValue());
      if (!edited.equals(parsed())) {
        studio.deadLetters().edit(Session.caller(), letter.id(), Json.parseMap(body.getValue()));
      }
      studio.deadLetters().sendAgain(Session.caller(), letter.id());
      Notices.done("The engine has it again.");
      over();
    } catch (JacksonException e) {
      refuse("This is no JSON object: " + e.getOriginalMessage());
    } catch (InvalidException e) {
      refuse(e.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    } catch (NotFoundException e) {
      Notices.failed(e);
      over();
    }
  }

  private void refuse(String why) {
    body.setInvalid(true);
    body.setErrorMessage(why);
  }

  private void drop() {
    Confirm.ask(
        "Drop this command?",
        "The execution never hears of it.",
        "Drop the command",
        () -> {
          studio.deadLetters().drop(Session.caller(), letter.id());
          Notices.done("The command was dropped.");
          over();
        });
  }

  private void over() {
    changed.run();
    close();
  }
}
