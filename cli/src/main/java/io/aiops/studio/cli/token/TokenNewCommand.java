package io.aiops.studio.cli.token;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Makes an API token. Its secret goes to standard output, once. */
@Command(
    name = "new",
    description = "Makes an API token and prints its secret, this once, on standard output.")
public final class TokenNewCommand implements Callable<Integer> {

  /** What a token may do, as REST names it. */
  enum Scope {
    VIEW,
    RUN,
    BUILD,
    ADMINISTER
  }

  /** The scopes that a person of the role has. */
  enum Role {
    VIEWER(Scope.VIEW),
    OPERATOR(Scope.VIEW, Scope.RUN),
    BUILDER(Scope.VIEW, Scope.RUN, Scope.BUILD),
    ADMINISTRATOR(Scope.values());

    private final List<Scope> scopes;

    Role(Scope... scopes) {
      this.scopes = List.of(scopes);
    }
  }

  /** Either way of saying what it may do. */
  static final class Rights {
    @Option(
        names = "--scope",
        split = ",",
        paramLabel = "SCOPE",
        description = "What it may do: ${COMPLETION-CANDIDATES}; several with commas.")
    @SuppressWarnings("NullAway.Init")
    private Set<Scope> scopes = new LinkedHashSet<>();

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "As much as this role may: ${COMPLETION-CANDIDATES}.")
    private @Nullable Role role;
  }

  private final Session session;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it is for.")
  @SuppressWarnings("NullAway.Init")
  private String name;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init")
  private Rights rights;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "After how long: 12h, 30d or ISO 8601 (P30D), at most 366 days; else 30 days.")
  private @Nullable String expires;

  @Option(names = "--json", description = "Print what the server answers.")
  private boolean json;

  public TokenNewCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("name", name);
    request.put("scopes", rights.role == null ? rights.scopes : rights.role.scopes);
    if (expires != null) {
      request.put("lifetime", lifetime(expires).toString());
    }
    JsonNode made = session.api().post(Resource.of("tokens"), request, Map.of());
    if (json) {
      session.terminal().result(Json.compact(made));
      return 0;
    }
    session.terminal().result(Json.text(made, "secret"));
    session
        .terminal()
        .say(
            "It expires %s and is not shown again. Programs send 'Authorization: Bearer <it>'; ./studio takes it from STUDIO_TOKEN."
                .formatted(
                    Wording.dateTime(Instant.parse(Json.text(made.path("token"), "expiresAt")))));
    return 0;
  }

  static Duration lifetime(String text) {
    String iso =
        text.matches("\\d{1,6}d")
            ? "P" + text.toUpperCase(Locale.ROOT)
            : text.matches("\\d{1,6}[hm]") ? "PT" + text.toUpperCase(Locale.ROOT) : text;
    try {
      return Duration.parse(iso);
    } catch (DateTimeParseException e) {
      throw CommandFailedException.misuse(
          "--expires is '" + text + "'; expected a time such as 12h, 30d or P30D.", e);
    }
  }
}
