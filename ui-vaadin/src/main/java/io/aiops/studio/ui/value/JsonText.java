package io.aiops.studio.ui.value;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** A JSON-like value as indented text, cut where a browser would suffer. */
public final class JsonText extends Div {

  private static final long serialVersionUID = 1L;

  /** More characters than this are not sent to the browser. */
  static final int MAX_CHARS = 20_000;

  public JsonText(@Nullable Object value) {
    String text = value instanceof String string ? string : Json.pretty(value);
    boolean cut = text.length() > MAX_CHARS;
    Pre pre = new Pre(cut ? text.substring(0, MAX_CHARS) : text);
    pre.addClassName("studio-json");
    // A box that scrolls must be reachable by the keyboard.
    pre.getElement().setAttribute("tabindex", "0");
    add(pre);
    if (cut) {
      Paragraph note =
          new Paragraph(
              "The first "
                  + Texts.count(MAX_CHARS)
                  + " of "
                  + Texts.count(text.length())
                  + " characters; the REST API gives all of it.");
      note.addClassName("studio-introduction");
      add(note);
    }
  }
}
