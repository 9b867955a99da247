package io.aiops.studio.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;
import java.util.Locale;

/** The page around every view: theme, push, language. */
@Push(transport = Transport.WEBSOCKET_XHR)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("studio.css")
@StyleSheet("marketplace.css")
@PageTitle("AI Ops Studio")
@Viewport("width=device-width, initial-scale=1")
public class AppShell implements AppShellConfigurator {

  private static final long serialVersionUID = 1L;

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addFavIcon("icon", "icon.svg", "any");
    settings.addMetaTag("color-scheme", "light dark");
    settings.getUi().ifPresent(ui -> ui.setLocale(Locale.ENGLISH));
  }
}
