package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.Terminal;
import java.nio.file.Path;

/**
 * What every command has at hand.
 *
 * @param folder where the person stands
 */
public record Session(
    Environment environment, Api api, Terminal terminal, Path folder, Pause pause) {

  public static Session of(Environment environment, Terminal terminal) {
    return new Session(
        environment,
        new Api(environment.url(), Token.of(environment)),
        terminal,
        Path.of(""),
        Pause.real());
  }
}
