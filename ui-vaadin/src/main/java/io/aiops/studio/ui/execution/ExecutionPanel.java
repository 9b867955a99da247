package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.ui.value.ValueView;
import org.jspecify.annotations.Nullable;

/** What went into an execution and what came out; shown while no step is selected. */
final class ExecutionPanel extends Aside {

  private static final long serialVersionUID = 1L;

  private final transient FileService files;
  private transient @Nullable Status shown;

  ExecutionPanel(FileService files) {
    this.files = files;
    addClassName("studio-panel");
    getElement().setAttribute("aria-label", "Input and output");
  }

  void show(Caller caller, Detail detail) {
    Status status = detail.summary().status();
    if (status == shown) {
      return;
    }
    shown = status;
    removeAll();
    add(new H2("Output"));
    if (status == Status.COMPLETED) {
      add(new ValueView(files, caller, detail.output()));
    } else {
      add(
          new Paragraph(
              status.terminal()
                  ? "There is none: the execution did not complete."
                  : "Comes when the last step is done. Select a step to see what it does now."));
    }
    add(new H2("Input"), new ValueView(files, caller, detail.inputs()));
  }
}
