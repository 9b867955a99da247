package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A text with line numbers, and problems shown at their lines. */
@Tag("studio-editor")
@NpmPackage(value = "@codemirror/commands", version = "6.11.1")
@NpmPackage(value = "@codemirror/lang-json", version = "6.0.2")
@NpmPackage(value = "@codemirror/lang-yaml", version = "6.1.3")
@NpmPackage(value = "@codemirror/language", version = "6.13.1")
@NpmPackage(value = "@codemirror/lint", version = "6.9.8")
@NpmPackage(value = "@codemirror/search", version = "6.7.2")
@NpmPackage(value = "@codemirror/state", version = "6.7.6")
@NpmPackage(value = "@codemirror/view", version = "6.43.15")
@NpmPackage(value = "@lezer/highlight", version = "1.2.5")
@JsModule("./designer/editor.ts")
final class TextEditor extends Component implements HasSize, HasStyle {

  private static final long serialVersionUID = 1L;

  /** A problem and the line it is shown at, from 1. */
  record LineProblem(int line, String message) {}

  record Typed(String text) {}

  record Line(int line) {}

  TextEditor(Consumer<String> typed, IntConsumer line, Runnable undo, Runnable redo) {
    getElement()
        .addEventListener(
            "editor-typed", event -> typed.accept(event.getEventDetail(Typed.class).text))
        .addEventDetail();
    getElement()
        .addEventListener(
            "editor-line", event -> line.accept(event.getEventDetail(Line.class).line))
        .addEventDetail()
        .debounce(250);
    getElement().addEventListener("editor-undo", event -> undo.run());
    getElement().addEventListener("editor-redo", event -> redo.run());
  }

  /** Only what differs is changed, so that the cursor stays where it is. */
  void show(String text) {
    getElement().callJsFunction("show", text);
  }

  void setReadOnly(boolean readOnly) {
    getElement().callJsFunction("setReadOnly", readOnly);
  }

  void showProblems(List<LineProblem> problems) {
    getElement().callJsFunction("showProblems", new ArrayList<>(problems));
  }

  /** Marks lines; from 0 for none. */
  void mark(int from, int to) {
    getElement().callJsFunction("mark", from, to);
  }

  void goTo(int line) {
    getElement().callJsFunction("goTo", line);
  }

  /** Whether leaving the page would lose something. */
  void setUnsaved(boolean unsaved) {
    getElement().callJsFunction("setUnsaved", unsaved);
  }
}
