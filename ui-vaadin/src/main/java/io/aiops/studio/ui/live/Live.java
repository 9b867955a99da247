package io.aiops.studio.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.event.EventFeed;
import io.aiops.studio.host.event.EventFeed.Notice;
import io.aiops.studio.host.event.EventFeed.Subscription;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.Patience;
import io.aiops.studio.ui.access.Session;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a page fresh while it is open: reads once when it opens, and again after each burst of
 * notices. It ends by itself when the page closes.
 *
 * @param <T> what the page shows
 */
public final class Live<T> {

  /** How to listen. */
  @FunctionalInterface
  public interface Source {
    Subscription watch(EventFeed feed, Caller caller, Consumer<Notice> watcher);
  }

  /** What is read, and how it is shown. */
  public interface Show<T> {
    /** Called without the page's lock; may take its time. */
    T read(Caller caller);

    /**
     * Called with the page's lock; true if it changes with the clock and wants to be read again.
     */
    boolean show(T value);
  }

  private final EventFeed feed;
  private final Source source;
  private final Show<T> show;
  private final Function<Caller, Optional<Caller>> refresh;
  private @Nullable Subscription subscription;
  private @Nullable Pace pace;
  private Registration bound = () -> {};

  private Live(
      EventFeed feed, Source source, Show<T> show, Function<Caller, Optional<Caller>> refresh) {
    this.feed = feed;
    this.source = source;
    this.show = show;
    this.refresh = refresh;
  }

  /** Begins when {@code page} opens, ends when it closes. */
  public static <T> Live<T> on(Component page, Studio studio, Source source, Show<T> show) {
    Live<T> live = new Live<>(studio.feed(), source, show, studio.identity()::refresh);
    live.bound =
        Registration.combine(
            page.addAttachListener(attached -> live.begin(attached.getUI())),
            page.addDetachListener(detached -> live.end()));
    if (page.isAttached()) {
      live.begin(UI.getCurrent());
    }
    return live;
  }

  /** Reads again soon, as after a notice. */
  public void soon() {
    if (pace != null) {
      pace.soon();
    }
  }

  /** For good, when the page turns to something else. */
  public void stop() {
    bound.remove();
    end();
  }

  private void begin(UI ui) {
    end();
    Caller caller = Session.caller();
    Pace mine = new Pace(() -> tick(ui, caller));
    pace = mine;
    subscription = source.watch(feed, caller, notice -> mine.soon());
    if (show.show(show.read(caller))) {
      mine.later();
    }
  }

  private void end() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
    if (pace != null) {
      pace.close();
      pace = null;
    }
  }

  /** Under the page's lock, for which all pages of that person wait. */
  private void tick(UI ui, Caller then) {
    try (Patience patience = Patience.ofACaller()) {
      tell(ui, then);
    }
  }

  private void tell(UI ui, Caller then) {
    Optional<Caller> now = refresh.apply(then);
    if (now.isEmpty()) {
      ui.access(this::end);
      return;
    }
    T value = show.read(now.get());
    ui.access(() -> {
      Pace mine = pace;
      if (mine != null && show.show(value)) {
        mine.later();
      }
    });
  }
}
