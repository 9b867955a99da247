package io.aiops.studio.ui.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
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
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The API tokens of whoever is signed in. */
@Route(value = Routes.TOKENS, layout = MainLayout.class)
@PageTitle("My tokens · AI Ops Studio")
public final class TokensView extends Page {

  private static final long serialVersionUID = 1L;

  private final transient IdentityService identity;
  private final Grid<TokenView> grid = new Grid<>();
  private final EmptyState empty;

  public TokensView(Studio studio) {
    super("My tokens");
    identity = studio.identity();
    addIntroduction(
        "A token lets a program act for you over the REST API, in this workspace, with no more"
            + " rights than you give it. Send it as Authorization: Bearer <token>.");
    addActions(newButton());
    empty =
        new EmptyState(
            VaadinIcon.KEY_O,
            "No tokens",
            "Create one for a script or another program. ./studio on this machine needs none.",
            newButton());
    grid.addClassName("studio-grid");
    grid.setAllRowsVisible(true);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.hides(
        grid.addColumn(TokenView::name)
            .setTooltipGenerator(TokenView::name)
            .setHeader("Name")
            .setFlexGrow(2),
        grid.addColumn(TokensView::scopes).setHeader("May").setFlexGrow(2),
        grid.addComponentColumn(TokensView::expiry).setHeader("Expires").setFlexGrow(2),
        grid.addComponentColumn(TokensView::lastUsed).setHeader("Last used"));
    Narrow.shows(grid.addComponentColumn(TokensView::all).setHeader("Token").setFlexGrow(2));
    grid.addComponentColumn(this::actions).setHeader("Actions").setAutoWidth(true).setFlexGrow(0);
    add(grid, empty);
    refresh();
  }

  private Button newButton() {
    Button button =
        new Button(
            "New token",
            VaadinIcon.PLUS.create(),
            click -> new NewTokenDialog(identity, this::refresh).open());
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  private static Component all(TokenView token) {
    return new Lines(
        new Span(token.name()),
        new Span("May: " + scopes(token)),
        new Span(new Span("Expires: "), expiry(token)),
        new Span(new Span("Last used: "), lastUsed(token)));
  }

  private static String scopes(TokenView token) {
    return token.scopes().stream().sorted().map(Texts::word).collect(Collectors.joining(", "));
  }

  private static Component lastUsed(TokenView token) {
    return token.lastUsedAt() == null ? new Span("never") : new Moment(token.lastUsedAt());
  }

  private static Component expiry(TokenView token) {
    boolean over = token.expiresAt().isBefore(Instant.now());
    return new Span((over ? "expired " : "") + Moment.exact(token.expiresAt()));
  }

  private Component actions(TokenView token) {
    Button revoke =
        new Button(
            "Revoke",
            click ->
                Confirm.ask(
                    "Revoke " + token.name() + "?",
                    "Programs that use it are refused from now on.",
                    "Revoke the token",
                    () -> {
                      identity.revokeToken(Session.caller(), token.id());
                      Notices.done(token.name() + " is revoked.");
                      refresh();
                    }));
    revoke.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
    revoke.setAriaLabel("Revoke " + token.name());
    return revoke;
  }

  private void refresh() {
    List<TokenView> tokens = identity.tokens(Session.caller());
    grid.setItems(tokens);
    grid.setVisible(!tokens.isEmpty());
    empty.setVisible(tokens.isEmpty());
  }
}
