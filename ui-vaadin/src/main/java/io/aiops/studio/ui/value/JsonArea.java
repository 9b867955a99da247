package io.aiops.studio.ui.value;

import com.vaadin.flow.component.textfield.TextArea;
import io.aiops.studio.host.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A field for any JSON value; empty stands for none. */
public final class JsonArea extends TextArea {

  private static final long serialVersionUID = 1L;

  private static final int MOST_CHARS = 1_000_000;

  public JsonArea(String label) {
    super(label);
    setWidthFull();
    setMinRows(3);
    setMaxRows(16);
    setMaxLength(MOST_CHARS);
    addClassName("studio-code");
  }

  public void show(@Nullable Object value) {
    setValue(value == null ? "" : Json.pretty(value));
  }

  /** True if it is JSON; else the field says where it is not. */
  public boolean check() {
    setInvalid(false);
    try {
      value();
      return true;
    } catch (JacksonException notJson) {
      setInvalid(true);
      setErrorMessage("This is not JSON: " + notJson.getOriginalMessage());
      return false;
    }
  }

  /**
   * @throws JacksonException if it is not JSON
   */
  public @Nullable Object value() {
    return getValue().isBlank() ? null : Json.parse(getValue());
  }
}
