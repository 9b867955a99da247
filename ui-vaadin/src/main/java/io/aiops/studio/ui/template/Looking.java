package io.aiops.studio.ui.template;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.notice.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks what a form shows while the page goes on: a catalog that is slow takes half a minute. There
 * is one question at a time; what somebody changes meanwhile is asked about behind it, once.
 *
 * @param <T> the answer
 */
final class Looking<T> extends Div {

  private static final long serialVersionUID = 1L;

  /** What takes less is not worth a line that comes and goes. */
  private static final long UNSEEN_MILLIS = 400;

  private final transient Supplier<Function<Caller, T>> question;
  private final transient Consumer<T> answer;
  private final Div waiting = new Div();
  private final Paragraph failure = new Paragraph();
  private final Button retry = new Button("Look again", click -> look());
  private boolean busy;
  private boolean changed;
  private int number;

  /**
   * @param sentence said meanwhile
   * @param question made with the page's lock of what was chosen by then, asked without
   * @param answer told with the page's lock
   */
  Looking(String sentence, Supplier<Function<Caller, T>> question, Consumer<T> answer) {
    this.question = question;
    this.answer = answer;
    ProgressBar bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", sentence);
    Paragraph what = new Paragraph(sentence);
    what.getElement().setAttribute("role", "status");
    waiting.add(what, bar);
    failure.addClassName("studio-failure");
    failure.getElement().setAttribute("role", "alert");
    waiting.setVisible(false);
    add(waiting, failure, retry);
    fails("");
  }

  /** Asks now, or behind the question that is open. */
  void look() {
    if (busy) {
      changed = true;
      return;
    }
    Caller caller = Session.caller();
    Function<Caller, T> asked = question.get();
    busy = true;
    changed = false;
    number++;
    fails("");
    UI ui = UI.getCurrent();
    int mine = number;
    CompletableFuture.delayedExecutor(
            UNSEEN_MILLIS, TimeUnit.MILLISECONDS, task -> Background.run("template", task))
        .execute(() -> Background.show(ui, () -> late(mine)));
    Background.run(
        "template",
        () -> {
          try {
            T found = asked.apply(caller);
            Background.show(ui, () -> ended(() -> answer.accept(found)));
          } catch (RuntimeException why) {
            Background.show(ui, () -> ended(() -> fails(Failures.sentence(why))));
          }
        });
  }

  private void late(int asked) {
    if (busy && asked == number) {
      waiting.setVisible(true);
    }
  }

  /** What was said of choices that are not those any more is not shown. */
  private void ended(Runnable show) {
    busy = false;
    if (changed) {
      look();
      return;
    }
    waiting.setVisible(false);
    show.run();
  }

  private void fails(String sentence) {
    failure.setText(sentence);
    failure.setVisible(!sentence.isEmpty());
    retry.setVisible(!sentence.isEmpty());
  }
}
