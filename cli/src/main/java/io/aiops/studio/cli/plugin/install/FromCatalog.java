package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Has the server install a listing of its catalogs, and shows how far it is. */
public final class FromCatalog {

  private static final Pattern LISTING =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)(?:@([0-9][A-Za-z0-9._-]*))?");
  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final Session session;
  private final List<String> agreed;
  private String shown = "";
  private String answered = "";
  private boolean consented;

  /**
   * @param agreed to without asking, as {@link Agreement} takes it
   */
  public FromCatalog(Session session, List<String> agreed) {
    this.session = session;
    this.agreed = List.copyOf(agreed);
  }

  /** Whether a text can be the name of a listing, with or without a version. */
  public static boolean names(String text) {
    return LISTING.matcher(text).matches() && !text.matches(".*\\.(jar|studio|zip)");
  }

  /**
   * @param what as {@link #names} takes it
   * @param isolation where its code runs, as REST has it; empty for where it runs now
   * @return the installation, which is done
   */
  public JsonNode install(String what, String isolation) {
    Matcher parts = LISTING.matcher(what);
    if (!parts.matches()) {
      throw CommandFailedException.misuse(what + " names no listing.");
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("listing", parts.group(1));
    if (parts.group(2) != null) {
      wanted.put("version", parts.group(2));
    }
    if (!isolation.isEmpty()) {
      wanted.put("isolation", isolation);
    }
    JsonNode now = session.api().post(Resource.of("catalog", "installations"), wanted, Map.of());
    String id = Json.text(now, "id");
    while (Json.text(now, "endedAt").isEmpty()) {
      show(now);
      switch (Json.text(now, "stage")) {
        case "WANTS_CONSENT" -> agree(id, now.path("consent"), this::consent);
        case "WANTS_AGREEMENT" -> agree(id, now.path("plan"), this::follows);
        default -> {
          // It goes on by itself.
        }
      }
      now = again(id);
    }
    if (!Json.text(now, "stage").equals("DONE")) {
      throw new CommandFailedException(Terminal.plain(Json.text(now, "sentence")));
    }
    return now;
  }

  private void consent(JsonNode consent) {
    Consent.ask(session.terminal(), consent, agreed.contains("consent"));
    consented = true;
  }

  private void follows(JsonNode plan) {
    Agreement agreement = new Agreement(session, consented ? Consent.besides(agreed) : agreed);
    agreement.show(plan);
    agreement.to(plan);
  }

  /** Whoever does not agree has it cancelled. */
  private void agree(String id, JsonNode asked, Consumer<JsonNode> ask) {
    String token = Json.text(asked, "token");
    if (token.isEmpty() || token.equals(answered)) {
      // Somebody else is asked, or it goes on in a moment.
      return;
    }
    answered = token;
    try {
      ask.accept(asked);
    } catch (CommandFailedException e) {
      JsonNode now = session.api().post(Resource.of("catalog", "installations", id, "cancel"));
      while (Json.text(now, "endedAt").isEmpty()) {
        now = again(id);
      }
      throw e;
    }
    session
        .api()
        .post(
            Resource.of("catalog", "installations", id, "consent"),
            Map.of("token", token),
            Map.of());
  }

  /** A line whenever it has come further; of what is fetched, ten at most. */
  private void show(JsonNode now) {
    String stage = Json.text(now, "stage").toLowerCase(Locale.ROOT).replace('_', ' ');
    String line =
        stage.equals("fetching")
            ? "fetching %s %s from %s: %d %% of %d KiB"
                .formatted(
                    Json.text(now, "listing"),
                    Json.text(now, "version"),
                    Json.text(now, "catalog"),
                    tenths(now) * 10,
                    now.path("total").asLong() / 1024)
            : stage;
    if (!line.equals(shown)) {
      session.terminal().say(Terminal.plain(line));
      shown = line;
    }
  }

  private static long tenths(JsonNode now) {
    return now.path("done").asLong() * 10 / Math.max(1, now.path("total").asLong());
  }

  /** As it is in a moment. */
  private JsonNode again(String id) {
    try {
      session.pause().of(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("The command was interrupted; the server goes on.", e);
    }
    return session.api().get(Resource.of("catalog", "installations", id));
  }
}
