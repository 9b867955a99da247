package io.aiops.studio.ui.template;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.plugin.ConsentDialog;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Installs or updates from a template while the page goes on: shows that it does, and asks in
 * between what the template's plugins may have.
 */
final class Applying extends Div {

  private static final long serialVersionUID = 1L;

  private final transient BiFunction<Caller, Set<String>, Installed> act;
  private final transient Consumer<Installed> done;
  private final transient Runnable ended;
  private boolean going;

  /**
   * @param act with the tokens of what was consented to
   * @param ended if nothing was changed, since it failed or somebody did not consent
   */
  Applying(
      String doing,
      BiFunction<Caller, Set<String>, Installed> act,
      Consumer<Installed> done,
      Runnable ended) {
    this.act = act;
    this.done = done;
    this.ended = ended;
    ProgressBar bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", doing);
    Paragraph what = new Paragraph(doing);
    what.getElement().setAttribute("role", "status");
    add(what, bar);
    setVisible(false);
  }

  void begin() {
    begin(Set.of());
  }

  /** Whether it was begun and has not come to an end, also while somebody is asked for consent. */
  boolean isGoing() {
    return going;
  }

  private void begin(Set<String> consents) {
    going = true;
    setVisible(true);
    UI ui = UI.getCurrent();
    Caller caller = Session.caller();
    Background.run(
        "template",
        () -> {
          try {
            Installed installed = act.apply(caller, consents);
            Background.show(
                ui,
                () -> {
                  going = false;
                  setVisible(false);
                  done.accept(installed);
                });
          } catch (ConsentNeededException asked) {
            Background.show(ui, () -> ask(asked, consents));
          } catch (RuntimeException failure) {
            Background.show(
                ui,
                () -> {
                  end();
                  Notices.failed(failure);
                });
          }
        });
  }

  private void ask(ConsentNeededException asked, Set<String> consents) {
    setVisible(false);
    Set<String> more = new HashSet<>(consents);
    more.add(asked.consent().token());
    ConsentDialog dialog = new ConsentDialog(asked.consent(), () -> begin(more));
    dialog.addCancelListener(cancelled -> end());
    dialog.open();
  }

  private void end() {
    going = false;
    setVisible(false);
    ended.run();
  }
}
