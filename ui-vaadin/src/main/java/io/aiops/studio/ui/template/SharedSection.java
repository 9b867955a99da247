package io.aiops.studio.ui.template;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.marketplace.sharing.Shared;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.notice.Notices;
import java.util.List;

/** The templates that the people of the workspace share with each other. */
final class SharedSection extends Section {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient TemplateService templates;
  private final transient Sharing sharing;
  private final transient Runnable changed;
  private final Table table =
      new Table("Shared with the team", "Template", "Version", "Kind", "Shared by", "");
  private final EmptyState empty =
      new EmptyState(
          VaadinIcon.SHARE,
          "Nothing is shared with the team yet",
          "Choose a workflow under \"Give a workflow out\" and share it: everybody who builds in this"
              + " workspace can install it then, and is told of newer versions.");

  /**
   * @param changed after something was installed, updated or taken away
   */
  SharedSection(Studio studio, TemplateService templates, Sharing sharing, Runnable changed) {
    this.studio = studio;
    this.templates = templates;
    this.sharing = sharing;
    this.changed = changed;
    add(new H2("Shared with the team"), table, empty);
  }

  void show(List<Sharing.Seen> all) {
    table.clear();
    all.forEach(each -> table.row(row(each)));
    table.setVisible(!all.isEmpty());
    empty.setVisible(all.isEmpty());
  }

  private NativeTableRow row(Sharing.Seen seen) {
    Shared shared = seen.shared();
    NativeTableCell name = new NativeTableCell();
    Span id = new Span(shared.template());
    id.addClassNames("studio-secondary", "studio-hash");
    name.add(new Div(new Span(title(shared))), id);
    NativeTableCell actions = new NativeTableCell();
    actions.add(actions(seen));
    return new NativeTableRow(
        name,
        new NativeTableCell(shared.version()),
        new NativeTableCell(shared.kind().word()),
        new NativeTableCell(shared.sharedBy()),
        actions);
  }

  private static String title(Shared shared) {
    return shared.title().isEmpty() ? shared.workflow() : shared.title();
  }

  private Div actions(Sharing.Seen seen) {
    Div actions = new Div();
    actions.addClassName("studio-buttons");
    Shared shared = seen.shared();
    String what = title(shared) + " " + shared.version();
    if (Session.caller().may(Permission.BUILD)) {
      Button install = new Button("Install …", click -> open(shared));
      install.setAriaLabel("Install " + what);
      actions.add(install);
    }
    if (seen.removable()) {
      Button remove = new Button("Take away …", click -> remove(shared, what));
      remove.setAriaLabel("Take " + what + " away");
      actions.add(remove);
    }
    return actions;
  }

  /** Of what came of an older version of it the update is offered first. */
  void open(Shared shared) {
    TemplateDialog dialog =
        new TemplateDialog(
            studio,
            templates,
            title(shared) + " " + shared.version(),
            caller -> sharing.open(caller, shared.template(), shared.version()));
    dialog.addOpenedChangeListener(now -> {
      if (!now.isOpened() && isAttached()) {
        changed.run();
      }
    });
    dialog.open();
  }

  private void remove(Shared shared, String what) {
    Confirm.ask(
        "Take " + what + " away?",
        "It is not offered to the team any more. Workflows that were made from it stay. This version"
            + " can be shared again only as it was, as long as it is among the last 5,000 that were"
            + " taken away.",
        "Take it away",
        () -> {
          sharing.remove(Session.caller(), shared.template(), shared.version());
          Notices.done(what + " is not shared any more.");
          changed.run();
        });
  }
}
