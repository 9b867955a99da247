package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.splitlayout.SplitLayout;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.text.PatchException;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.designer.Canvas.Place;
import io.aiops.studio.ui.designer.document.Draft;
import io.aiops.studio.ui.designer.document.WorkflowDocument;
import io.aiops.studio.ui.form.Uploads;
import io.aiops.studio.ui.notice.Notices;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Palette, canvas, form and text of one document, kept in step: each change is shown in all. */
final class Desk extends Div implements DraftEdits {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient Offers offers;
  private final transient List<PaletteItem> items;
  private final transient Runnable changed;
  private final boolean mayEdit;
  private final Canvas canvas = new Canvas(this);
  private final TextEditor editor =
      new TextEditor(this::typed, this::cursorAt, this::undone, this::redone);
  private final Breadcrumb breadcrumb = new Breadcrumb(this::enter);
  private final Paragraph unreadable = new Paragraph();
  private final StepForm form;
  private final WorkflowForm workflowForm;
  private final ProblemList problemList = new ProblemList(this::goTo);
  private final Side side;
  private transient WorkflowDocument document = new WorkflowDocument("");
  private transient List<Problem> problems = List.of();
  private transient List<String> path = List.of();
  private String selected = "";

  /**
   * @param above stands over the canvas
   * @param changed told after each change of the text
   */
  Desk(Studio studio, Caller caller, Div above, Runnable changed) {
    this.studio = studio;
    this.changed = changed;
    mayEdit = caller.may(Permission.BUILD);
    offers = Offers.of(studio, caller);
    items = PaletteItem.all(offers);
    addClassName("designer-desk");
    StepSchemas schemas = new StepSchemas();
    Uploads uploads = Uploads.into(studio.files());
    form = new StepForm(schemas, offers, uploads, this);
    workflowForm =
        new WorkflowForm(
            schemas, uploads, mayEdit, whole -> edit(draft -> draft.putWorkflow(whole)));
    unreadable.addClassName("studio-failure");
    editor.setReadOnly(!mayEdit);
    Section middle = new Section(above, breadcrumb, unreadable, canvas, problemList);
    middle.addClassName("designer-middle");
    middle.getElement().setAttribute("aria-label", "Canvas");
    side = new Side(new Div(workflowForm, form), new Div(editor), this::markText);
    SplitLayout split = new SplitLayout(middle, side);
    split.setSplitterPosition(64);
    split.addClassName("designer-split");
    if (mayEdit) {
      add(new Palette(items, this::add));
    }
    add(split);
  }

  WorkflowDocument document() {
    return document;
  }

  List<Problem> problems() {
    return problems;
  }

  List<String> path() {
    return path;
  }

  Canvas canvas() {
    return canvas;
  }

  void open(WorkflowDocument opened) {
    document = opened;
    path = List.of();
    selected = "";
    show();
  }

  /** Another text in place of this one, as a change that can be undone. */
  void replace(String text) {
    document.type(text);
    show();
  }

  private void show() {
    editor.show(document.text());
    read();
  }

  private void read() {
    problems = studio.workflows().validate(Session.caller(), document.text()).problems();
    Source source = document.source();
    editor.showProblems(
        problems.stream()
            .map(each -> new TextEditor.LineProblem(source.line(each.path()), each.message()))
            .toList());
    problemList.show(problems, source);
    unreadable.setVisible(!source.readable());
    unreadable.setText(
        "The text cannot be read as it is, so the canvas shows it as it was before and cannot"
            + " change it: mend the text first. "
            + (problems.isEmpty() ? "" : problems.getFirst()));
    draw();
    changed.run();
  }

  private void draw() {
    Draft draft = document.look(path);
    path = draft.path();
    boolean editable = mayEdit && document.source().readable();
    breadcrumb.show(path);
    canvas.show(Graph.of(draft, problems, editable, offers));
    int index = selected.isEmpty() ? -1 : draft.index(selected);
    workflowForm.setVisible(index < 0);
    form.setVisible(index >= 0);
    if (index >= 0) {
      form.show(draft, index, editable, problems);
    } else {
      workflowForm.show(draft.workflow(), problems);
    }
  }

  @Override
  public void edit(Consumer<Draft> change) {
    try {
      document.edit(path, change);
    } catch (PatchException refused) {
      Notices.failed(String.valueOf(refused.getMessage()));
    }
    show();
  }

  private void typed(String text) {
    if (mayEdit) {
      document.type(text);
      read();
    }
  }

  private StepLines lines() {
    return new StepLines(document.look(path), document.source());
  }

  private void cursorAt(int line) {
    lines()
        .at(line)
        .filter(id -> !id.equals(selected))
        .ifPresent(id -> {
          selected = id;
          canvas.select(id);
          draw();
        });
  }

  private void goTo(Problem problem, int line) {
    lines().of(problem).ifPresent(this::select);
    side.showText();
    editor.goTo(line);
  }

  private void select(String id) {
    canvas.select(id);
    selected(id);
  }

  private void enter(List<String> body) {
    path = body;
    selected = "";
    draw();
    changed.run();
  }

  /**
   * From the palette by key or click: behind the step that is selected, if it leads nowhere yet.
   */
  void add(PaletteItem item) {
    add(item, Map.of(), null);
  }

  private void add(PaletteItem item, Map<String, Place> places, @Nullable Place at) {
    String after = at == null ? selected : "";
    String id = document.look(path).freeId(item.id());
    edit(draft -> {
      places.forEach((step, place) -> draft.place(step, place.x(), place.y()));
      if (at != null) {
        draft.place(id, at.x(), at.y());
      }
      item.addTo(draft, id, after);
    });
    select(id);
    side.showStep();
  }

  @Override
  public void selected(String id) {
    selected = id;
    draw();
    markText();
  }

  private void markText() {
    Source.Lines lines = lines().of(selected);
    editor.mark(lines.from(), lines.to());
  }

  @Override
  public void opened(String id) {
    List<String> deeper = new java.util.ArrayList<>(path);
    deeper.add(id);
    enter(deeper);
  }

  @Override
  public void dropped(String key, Place at, Map<String, Place> places) {
    items.stream()
        .filter(item -> item.key().equals(key))
        .findFirst()
        .ifPresent(item -> add(item, places, at));
  }

  @Override
  public void changed(int index, Map<String, @Nullable Object> step) {
    boolean renamed = !selected.equals(step.get("id"));
    edit(draft -> draft.putStep(index, Values.map(step)));
    if (renamed) {
      select(Values.text(document.look(path).steps().get(index).get("id")));
    }
  }

  @Override
  public void undone() {
    if (document.canUndo()) {
      document.undo();
      show();
    }
  }

  @Override
  public void redone() {
    if (document.canRedo()) {
      document.redo();
      show();
    }
  }

  void setUnsaved(boolean unsaved) {
    editor.setUnsaved(unsaved);
  }
}
