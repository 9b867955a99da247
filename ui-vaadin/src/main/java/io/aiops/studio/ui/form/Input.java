package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Component;
import org.jspecify.annotations.Nullable;

/** One property on the screen. */
interface Input {

  Component component();

  /** The JSON-like value; null if there is none. */
  @Nullable Object get();

  /** Null clears it. */
  void set(@Nullable Object value);

  void listen(Runnable changed);

  void required(boolean required);

  void readOnly(boolean readOnly);

  /** What is wrong with what was typed; empty if nothing is. */
  String check();

  /** Shown at the field; empty takes it away. */
  void problem(String sentence);

  /** True if a text with <code>{{ }}</code> can be typed into it as it is. */
  default boolean takesText() {
    return false;
  }

  static boolean isExpression(@Nullable Object value) {
    return value instanceof String text && text.contains("{{");
  }
}
