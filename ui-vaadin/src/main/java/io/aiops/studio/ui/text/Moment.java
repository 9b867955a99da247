package io.aiops.studio.ui.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A point in time: how long ago, and on pointing at it exactly when, in the browser's zone. */
@Tag("time")
public final class Moment extends Span {

  private static final long serialVersionUID = 1L;

  public Moment(Instant instant) {
    super(Texts.ago(instant, Instant.now()));
    getElement().setAttribute("datetime", instant.toString());
    setTitle(exact(instant));
  }

  /** Exactly when, in the browser's zone. */
  public static String exact(Instant instant) {
    return Texts.time(instant, zone());
  }

  private static ZoneId zone() {
    UI ui = UI.getCurrent();
    ExtendedClientDetails details = ui == null ? null : ui.getPage().getExtendedClientDetails();
    String id = details == null ? null : details.getTimeZoneId();
    if (id == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknown) {
      // A zone this Java has not heard of: times are then shown in UTC.
      return ZoneOffset.UTC;
    }
  }
}
