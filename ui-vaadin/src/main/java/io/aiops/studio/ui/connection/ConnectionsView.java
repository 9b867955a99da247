package io.aiops.studio.ui.connection;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.util.List;

/** Model providers that can serve, and the connections somebody configured. */
@Route(value = Routes.CONNECTIONS, layout = MainLayout.class)
@PageTitle("Connections · AI Ops Studio")
public final class ConnectionsView extends Page {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final boolean mayChange;
  private final Div providers = new Div();
  private final Grid<Connection> grid = new Grid<>();
  private final EmptyState empty;

  public ConnectionsView(Studio studio) {
    super("Connections");
    this.studio = studio;
    mayChange = Session.caller().may(Permission.ADMINISTER);
    addIntroduction(
        "A connection is a connector or model provider with its settings. Workflows name it;"
            + " its secrets are kept encrypted and never shown again.");
    Button create = newButton();
    create.setVisible(mayChange);
    addActions(create);
    providers.addClassName("studio-cards");
    empty =
        mayChange
            ? new EmptyState(
                VaadinIcon.CONNECT_O,
                "No connections yet",
                "Connectors that need no settings work without one. Add one for a model provider's"
                    + " key or an outside system.",
                newButton())
            : new EmptyState(
                VaadinIcon.CONNECT_O,
                "No connections yet",
                "An administrator of this workspace adds them.");
    addColumns();
    add(new H2("Model providers"), providers, new H2("Configured connections"), grid, empty);
    refresh();
  }

  private Button newButton() {
    Button button = new Button("New connection", VaadinIcon.PLUS.create(), click -> edit(null));
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  private void addColumns() {
    grid.addClassName("studio-grid");
    grid.setAllRowsVisible(true);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.hides(
        grid.addColumn(Connection::name).setHeader("Name").setFlexGrow(2),
        grid.addColumn(each -> Texts.word(each.kind())).setHeader("Kind"),
        grid.addColumn(Connection::provider).setHeader("Provider").setFlexGrow(2),
        grid.addComponentColumn(each -> new Moment(each.changedAt())).setHeader("Changed"),
        grid.addColumn(Connection::changedBy).setHeader("By"));
    Narrow.shows(grid.addComponentColumn(ConnectionsView::all).setHeader("Connection"));
    grid.addComponentColumn(this::actions).setHeader("Actions").setAutoWidth(true).setFlexGrow(0);
  }

  private static Component all(Connection each) {
    return new Lines(
        new Span(each.name()),
        new Span(Texts.word(each.kind()) + " " + each.provider()),
        new Span(new Moment(each.changedAt()), new Span(" by " + each.changedBy())));
  }

  private Component actions(Connection each) {
    Button edit = new Button("Edit", click -> edit(each));
    edit.setAriaLabel("Edit " + each.name());
    Button remove = new Button(VaadinIcon.TRASH.create(), click -> remove(each));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
    remove.setAriaLabel("Remove " + each.name());
    Div buttons = new Div(edit, remove);
    buttons.addClassName("studio-buttons");
    buttons.setVisible(mayChange);
    return buttons;
  }

  private void edit(@org.jspecify.annotations.Nullable Connection connection) {
    new ConnectionDialog(studio, connection, this::refresh).open();
  }

  private void remove(Connection connection) {
    Confirm.ask(
        "Remove " + connection.name() + "?",
        "Steps that name it fail from now on. Its secrets are deleted.",
        "Remove the connection",
        () -> {
          studio.connections().remove(Session.caller(), connection.kind(), connection.name());
          Notices.done(connection.name() + " was removed.");
          refresh();
        });
  }

  private void refresh() {
    providers.removeAll();
    studio
        .connections()
        .modelProviders(Session.caller())
        .forEach(provider -> providers.add(new ModelProviderCard(provider)));
    List<Connection> all = studio.connections().list(Session.caller());
    grid.setItems(all);
    grid.setVisible(!all.isEmpty());
    empty.setVisible(all.isEmpty());
  }
}
