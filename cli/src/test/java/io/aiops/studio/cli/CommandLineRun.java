package io.aiops.studio.cli;

import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Environment;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.server.Token;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command as a person runs it, without a process of its own; its pauses are noted, not waited.
 *
 * @param code the exit code
 * @param out what went to standard output
 * @param err what went to standard error
 * @param pauses how long it would have waited
 */
public record CommandLineRun(int code, String out, String err, List<Duration> pauses) {

  public static CommandLineRun of(URI url, Path folder, String... arguments) {
    return of(Map.of("STUDIO_URL", url.toString(), "STUDIO_TOKEN", "ast_test"), folder, arguments);
  }

  public static CommandLineRun of(Map<String, String> variables, Path folder, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<Duration> pauses = new ArrayList<>();
    Environment environment = Environment.of(variables);
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    try (Api api = new Api(environment.url(), Token.of(environment))) {
      int code =
          StudioCommand.with(new Session(environment, api, terminal, folder, pauses::add))
              .execute(arguments);
      return new CommandLineRun(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), pauses);
    }
  }
}
