package io.aiops.studio.ui.designer.document;

import io.aiops.studio.host.definition.text.Patch;
import io.aiops.studio.host.definition.text.PatchException;
import io.aiops.studio.host.definition.text.Source;
import java.util.List;
import java.util.function.Consumer;

/** One text that is being edited, as text and as the value it stands for. */
public final class WorkflowDocument {

  private final History history;
  private Source source;
  private Source lastReadable;
  private String saved;

  public WorkflowDocument(String text) {
    history = new History(text);
    source = Source.of(text);
    lastReadable = source;
    saved = text;
  }

  public Source source() {
    return source;
  }

  public String text() {
    return source.text();
  }

  /** Whether it differs from what was saved last. */
  public boolean changed() {
    return !text().equals(saved);
  }

  public void saved(String text) {
    saved = text;
  }

  /** A body of the text as it is, or was when it could last be read. To look at only. */
  public Draft look(List<String> path) {
    return Draft.at(lastReadable.value(), path);
  }

  /** Somebody typed. */
  public void type(String text) {
    history.add(text);
    read(text);
  }

  /**
   * Changes the value, and in the text what must change for it.
   *
   * @throws PatchException if the text does not take it; nothing is changed then
   */
  public void edit(List<String> path, Consumer<Draft> change) {
    var wanted = source.value();
    change.accept(Draft.at(wanted, path));
    type(Patch.apply(source, wanted).text());
  }

  public boolean canUndo() {
    return history.canUndo();
  }

  public boolean canRedo() {
    return history.canRedo();
  }

  public void undo() {
    history.undo();
    read(history.now());
  }

  public void redo() {
    history.redo();
    read(history.now());
  }

  private void read(String text) {
    source = Source.of(text);
    if (source.readable()) {
      lastReadable = source;
    }
  }
}
