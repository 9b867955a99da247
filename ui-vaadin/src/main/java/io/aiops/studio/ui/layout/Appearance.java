package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Light, dark, or as the system says; kept in a cookie so that the page opens in it at once. */
public enum Appearance {
  LIGHT("Light", ColorScheme.Value.LIGHT),
  DARK("Dark", ColorScheme.Value.DARK),
  SYSTEM("As the system", ColorScheme.Value.LIGHT_DARK);

  private static final String COOKIE = "studio-appearance";

  private final String title;
  private final ColorScheme.Value scheme;

  Appearance(String title, ColorScheme.Value scheme) {
    this.title = title;
    this.scheme = scheme;
  }

  String title() {
    return title;
  }

  /** Of the browser that asks now. */
  static Appearance current() {
    return of(VaadinService.getCurrentRequest());
  }

  private static Appearance of(@Nullable VaadinRequest request) {
    Cookie[] cookies = request == null ? null : request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        for (Appearance appearance : values()) {
          if (cookie.getName().equals(COOKIE) && cookie.getValue().equals(appearance.name())) {
            return appearance;
          }
        }
      }
    }
    return SYSTEM;
  }

  /** Before the page is sent, so that a dark page never flashes white. */
  public static void apply(IndexHtmlResponse response) {
    ColorScheme.Value scheme = of(response.getVaadinRequest()).scheme;
    Element html = response.getDocument().selectFirst("html");
    if (html != null) {
      html.attr("lang", "en");
      html.attr("theme", scheme.getThemeValue());
      html.attr("style", "color-scheme: " + scheme.getValue());
    }
  }

  /** From now on, in this browser. */
  void choose() {
    Cookie cookie = new Cookie(COOKIE, name());
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
    cookie.setAttribute("SameSite", "Lax");
    VaadinService.getCurrentResponse().addCookie(cookie);
    UI.getCurrent().getPage().setColorScheme(scheme);
  }
}
