package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.GrantService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import java.util.List;

/** What a plugin may have: what each allows, who granted it, and the way to take it back. */
final class GrantTable extends Section {

  private static final long serialVersionUID = 1L;

  private final transient GrantService grants;
  private final transient PluginView plugin;
  private final boolean mayChange;
  private final Div rows = new Div();

  GrantTable(GrantService grants, PluginView plugin, boolean mayChange) {
    this.grants = grants;
    this.plugin = plugin;
    this.mayChange = mayChange;
    add(new H2("What it may have"), rows);
    refresh();
  }

  private void refresh() {
    rows.removeAll();
    List<Grant> all = grants.list(Session.caller(), plugin.name());
    if (all.isEmpty()) {
      rows.add(
          new Paragraph(
              "Nothing was granted: no host, secret, folder, file or model through the studio."));
    }
    all.forEach(each -> rows.add(row(each)));
  }

  private Div row(Grant grant) {
    Div words = new Div(new Span(PermissionList.words(grant.permission())));
    Code code = new Code(grant.permission());
    code.addClassName("studio-hash");
    Span by = new Span(" by " + grant.by());
    Div under = new Div(code, new Span(" · granted "), new Moment(grant.at()), by);
    under.addClassName("studio-secondary");
    words.add(under);
    Div row = new Div(words);
    row.addClassNames("studio-version", "studio-grant");
    row.getElement().setAttribute("data-grant", grant.permission());
    if (mayChange) {
      Button take = new Button("Take back", click -> ask(grant));
      take.addThemeVariants(ButtonVariant.SMALL);
      take.setAriaLabel("Take back: " + PermissionList.words(grant.permission()));
      row.add(take);
    }
    return row;
  }

  private void ask(Grant grant) {
    Confirm.ask(
        "Take this back from " + plugin.title() + "?",
        "%s. It goes on without it: what needs it is refused, on every node within some seconds."
            .formatted(PermissionList.words(grant.permission())),
        "Take it back",
        () -> {
          grants.take(Session.caller(), plugin.name(), grant.permission());
          Notices.done(plugin.title() + " may not have that any more.");
          refresh();
        });
  }
}
