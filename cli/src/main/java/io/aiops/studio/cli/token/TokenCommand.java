package io.aiops.studio.cli.token;

import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.time.Instant;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** API tokens: what programs and other machines sign in with. */
@Command(name = "token", description = "Makes, lists and revokes API tokens.")
public final class TokenCommand implements Runnable {

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public TokenCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: new, list or revoke.");
  }

  @Command(name = "list", description = "Lists your tokens, without their secrets.")
  int list(@Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    Table table = new Table("ID", "NAME", "SCOPES", "EXPIRES", "LAST USED");
    for (JsonNode token : Json.items(session.api().get(Resource.of("tokens")))) {
      if (json) {
        session.terminal().result(Json.compact(token));
        continue;
      }
      StringJoiner scopes = new StringJoiner(",");
      token.path("scopes").forEach(scope -> scopes.add(scope.asString()));
      table.row(
          Json.text(token, "id"),
          Json.text(token, "name"),
          scopes.toString(),
          time(token, "expiresAt"),
          time(token, "lastUsedAt"));
    }
    if (!json) {
      table.lines().forEach(session.terminal()::result);
    }
    return 0;
  }

  @Command(name = "revoke", description = "Revokes a token; it serves no more within 10 seconds.")
  int revoke(@Parameters(paramLabel = "ID", description = "As 'token list' shows it.") String id) {
    session.api().delete(Resource.of("tokens", id));
    session.terminal().say("Revoked.");
    return 0;
  }

  private static String time(JsonNode token, String field) {
    String text = Json.text(token, field);
    return text.isEmpty() ? "never" : Wording.dateTime(Instant.parse(text));
  }
}
