package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.ui.text.Moment;
import java.util.List;
import java.util.function.Consumer;

/** The versions of a workflow; one is opened by putting its text into the designer. */
final class VersionsDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  VersionsDialog(List<WorkflowVersion> versions, Consumer<WorkflowVersion> open) {
    setHeaderTitle("Versions");
    setWidth("40rem");
    add(
        new Paragraph(
            "An older version opens as a change that is not saved yet: look, undo, or save it as the"
                + " newest. Nothing that was saved is ever lost."));
    Grid<WorkflowVersion> grid = new Grid<>();
    grid.setItems(versions);
    grid.setAllRowsVisible(versions.size() <= 10);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addColumn(each -> "v" + each.version()).setHeader("Version").setFlexGrow(0);
    grid.addComponentColumn(each -> new Moment(each.savedAt())).setHeader("Saved");
    grid.addColumn(WorkflowVersion::savedBy).setHeader("By");
    grid.addComponentColumn(
            each -> {
              Button button =
                  new Button(
                      "Open",
                      click -> {
                        close();
                        open.accept(each);
                      });
              button.setAriaLabel("Open version " + each.version());
              return button;
            })
        .setHeader("Open")
        .setFlexGrow(0);
    add(grid);
    getFooter().add(new Button("Close", click -> close()));
  }
}
