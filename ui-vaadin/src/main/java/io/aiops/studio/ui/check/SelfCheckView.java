package io.aiops.studio.ui.check;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.SelfCheck.Finding;
import io.aiops.studio.host.SelfCheck.Report;
import io.aiops.studio.host.SelfCheck.Severity;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Requires;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Texts;
import java.util.UUID;

/** What is wrong with the studio and this workspace, and what happens next; asked on demand. */
@Route(value = Routes.SELF_CHECK, layout = MainLayout.class)
@PageTitle("Self-check · AI Ops Studio")
@Requires(Permission.ADMINISTER)
public final class SelfCheckView extends Page {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final Paragraph summary = new Paragraph();
  private final Table table =
      new Table("Findings", "Part", "Severity", "What is", "What happens next, or what to do");

  public SelfCheckView(Studio studio) {
    super("Self-check");
    this.studio = studio;
    addIntroduction(
        "Each part is asked, and so is what executions of this workspace wait for. One that nobody"
            + " works at and that waits for nothing is handed to the engine.");
    addActions(new Button("Check again", VaadinIcon.REFRESH.create(), click -> check()));
    summary.getElement().setAttribute("role", "status");
    add(summary, table);
    check();
  }

  private void check() {
    Report report = studio.selfCheck().check(Session.caller());
    summary.setText(report.healthy() ? "Nothing is wrong." : "Some of this wants a look.");
    table.clear();
    report.findings().forEach(finding -> table.row(row(finding)));
  }

  private static NativeTableRow row(Finding finding) {
    NativeTableCell says = new NativeTableCell(finding.says());
    UUID execution = finding.execution();
    // Who is in this workspace cannot open what is of another one.
    if (execution != null && finding.workspace() == null) {
      says.add(" ");
      says.add(new Anchor(Routes.execution(execution), "Open execution " + execution));
    }
    NativeTableRow row = new NativeTableRow();
    row.add(
        new NativeTableCell(Texts.sentence(finding.part())),
        new NativeTableCell(
            finding.severity() == Severity.OK ? "OK" : Texts.word(finding.severity())),
        says,
        new NativeTableCell(finding.next()));
    row.getElement().setAttribute("data-part", finding.part());
    return row;
  }
}
