package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.install.Stage;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.template.TemplateDialog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done with a listing now; whoever may not reads who may. */
final class InstallActions extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient Marketplace marketplace;
  private final transient Runnable changed;

  /**
   * @param changed after something was installed
   */
  InstallActions(Studio studio, Marketplace marketplace, Runnable changed) {
    this.studio = studio;
    this.marketplace = marketplace;
    this.changed = changed;
    addClassName("studio-actions");
  }

  void show(Listing listing, @Nullable String installed) {
    removeAll();
    if (installed != null) {
      Anchor open = new Anchor("/" + Routes.plugin(listing.id()), "Open the plugin");
      open.setRouterIgnore(false);
      add(open);
    }
    if (listing.newest().isEmpty()) {
      return;
    }
    Release newest = listing.newest().get();
    if (listing.kind() == Kind.TEMPLATE) {
      template(listing, newest);
      return;
    }
    if (installed != null && !Marks.newer(newest, installed)) {
      return;
    }
    if (!may(listing)) {
      add(who("An administrator installs it."));
      return;
    }
    Optional<Installation> open = marketplace.installations().open(Session.caller(), listing.id());
    if (open.isPresent()) {
      Button watch =
          new Button(
              open.get().stage() == Stage.WANTS_CONSENT
                      || open.get().stage() == Stage.WANTS_AGREEMENT
                  ? "Answer what " + open.get().version() + " asks"
                  : "See how far " + open.get().version() + " is",
              click -> follow(listing, open.get()));
      watch.addThemeVariants(ButtonVariant.PRIMARY);
      add(watch);
      return;
    }
    Button install =
        new Button(
            (installed == null ? "Install " : "Update to ") + newest.version(),
            click -> install(listing, newest.version()));
    install.addThemeVariants(ButtonVariant.PRIMARY);
    add(install);
    if (installed == null) {
      add(
          new Button(
              "Install in a separate process",
              click -> install(listing, newest.version(), Isolation.SEPARATE)));
    }
  }

  private static Span who(String sentence) {
    Span who = new Span(sentence);
    who.addClassName("studio-secondary");
    return who;
  }

  private void template(Listing listing, Release newest) {
    if (!may(listing)) {
      add(who("Whoever may build workflows installs it."));
      return;
    }
    Button install =
        new Button("Install " + newest.version(), click -> install(listing, newest.version()));
    install.addThemeVariants(ButtonVariant.PRIMARY);
    add(install);
  }

  /** Whether who looks at it may install it. */
  static boolean may(Listing listing) {
    Caller caller = Session.caller();
    return listing.kind() == Kind.TEMPLATE
        ? caller.may(Permission.BUILD)
        : caller.mayAdministerStudio();
  }

  /** A plugin where what serves runs, and what is new in the studio's process. */
  void install(Listing listing, String version) {
    if (listing.kind() == Kind.TEMPLATE) {
      String name = listing.id() + "-" + version + Kind.TEMPLATE.ending();
      new TemplateDialog(
              studio,
              new TemplateService(studio, marketplace.browsing()),
              listing.title() + " " + version,
              caller ->
                  TemplateFile.read(
                      name, marketplace.browsing().fetch(caller, listing.id(), version).bytes()))
          .open();
    } else {
      install(listing, version, null);
    }
  }

  private void install(Listing listing, String version, @Nullable Isolation isolation) {
    follow(
        listing,
        marketplace
            .installations()
            .start(
                Session.caller(),
                new Installations.Request(listing.id(), version, null, isolation)));
  }

  private void follow(Listing listing, Installation installation) {
    InstallDialog dialog = new InstallDialog(marketplace, installation, listing.title(), changed);
    // Whoever closes it before the end finds the way back to it here.
    dialog.addOpenedChangeListener(now -> {
      if (!now.isOpened() && isAttached()) {
        changed.run();
      }
    });
    dialog.open();
  }
}
