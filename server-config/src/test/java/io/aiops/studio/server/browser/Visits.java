package io.aiops.studio.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.aiops.studio.server.StudioServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server and one Chromium for all tests. Each test visits in windows of its own, which share
 * nothing but the sign-in and are closed after it.
 */
final class Visits implements AutoCloseable {

  static final String ADMIN = "admin";

  private static final Path WORK = Path.of(System.getProperty("studio.work"));

  /** Two busy cores: what takes a second here may take ten there. */
  private static final int PATIENCE_MILLIS = 60_000;

  private static final int LOOK_MILLIS = 3_000;
  private static final int MOST_TEXT = 300;

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser chromium;
  private final StudioServer server;
  private final List<BrowserContext> windows = new ArrayList<>();
  private final List<String> scriptFailures = new ArrayList<>();
  private @Nullable String adminState;

  Visits() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    chromium =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setHeadless(true)
                    .setExecutablePath(
                        Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            // Where /dev/shm is small a page would stand still.
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    // Last: where there is no Chromium, no server is left behind.
    server = StudioServer.start("browser");
  }

  /** A window of somebody who is not signed in, on the page of this address. */
  Page stranger(String path) {
    return open(null, ColorScheme.LIGHT, path);
  }

  /** A window of the administrator. */
  Page admin(String path) {
    return admin(ColorScheme.LIGHT, path);
  }

  Page admin(ColorScheme scheme, String path) {
    if (adminState == null) {
      Page page = stranger("");
      signIn(page, ADMIN, server.firstPassword());
      adminState = page.context().storageState();
    }
    return open(adminState, scheme, path);
  }

  private Page open(@Nullable String state, ColorScheme scheme, String path) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setBaseURL(server.url() + "/")
            .setViewportSize(1400, 900)
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE);
    if (state != null) {
      options.setStorageState(state);
    }
    BrowserContext window = chromium.newContext(options);
    windows.add(window);
    window.setDefaultTimeout(PATIENCE_MILLIS);
    window.onWebError(error -> scriptFailures.add(error.page().url() + ": " + error.error()));
    Page page = window.newPage();
    page.navigate(path);
    return page;
  }

  /** Fills the form in and waits until it is gone. */
  static void signIn(Page page, String user, String password) {
    page.getByLabel("User name").fill(user);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    PlaywrightAssertions.assertThat(page.getByLabel("Main")).isVisible();
  }

  StudioServer server() {
    return server;
  }

  /** A file that a person has on the disk. */
  static Path file(String name, String content) {
    try {
      Path file = Files.createTempDirectory(WORK, "files").resolve(name);
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Saves a workflow as the command line does. Names begin with {@code try-}: the first page shows
   * the first few workflows, and the shipped ones stay among them.
   */
  void apply(String text) {
    StudioServer.Ended ended =
        server.runs("apply", file("workflow.yaml", text).toAbsolutePath().toString());
    assertThat(ended.code()).as(ended.output()).isZero();
  }

  /** For the README: kept only if {@code -Dstudio.pictures=FOLDER} asks for it. */
  void picture(Page page, String name) {
    String folder = System.getProperty("studio.pictures");
    if (folder != null) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder).resolve(name + ".png")));
    }
  }

  /**
   * What every window shows now, and what the server is at, for somebody who looks for the reason
   * of a failure: pictures and a dump of threads in the work folder, and a line of it.
   */
  String seen(String name) {
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < windows.size(); i++) {
      for (Page page : windows.get(i).pages()) {
        seen.append(page.url()).append(" showed: ");
        try {
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(WORK.resolve(name + "-" + i + ".png"))
                  .setTimeout(LOOK_MILLIS));
          String text =
              page.locator("body")
                  .innerText(new Locator.InnerTextOptions().setTimeout(LOOK_MILLIS))
                  .replaceAll("\\s+", " ");
          seen.append(text, 0, Math.min(MOST_TEXT, text.length()));
        } catch (PlaywrightException standsStill) {
          seen.append("nothing, the page stands still");
        }
        seen.append("; ");
      }
    }
    return seen.append("the server: ")
        .append(server.threads(WORK.resolve(name + "-threads.txt")))
        .toString();
  }

  /** Closes the windows; fails if a script of a page has failed meanwhile. */
  void end() {
    windows.forEach(BrowserContext::close);
    windows.clear();
    List<String> failures = List.copyOf(scriptFailures);
    scriptFailures.clear();
    assertThat(failures).as("scripts that failed").isEmpty();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
    server.close();
  }
}
