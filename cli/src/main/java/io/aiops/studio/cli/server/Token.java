package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the server knows us by. The file in its data folder is read anew for every request: the
 * server writes a new one at each start, and a command may outlive a restart.
 */
public final class Token {

  private static final String FILE = "cli-token";

  private final Optional<String> given;
  private final Optional<Path> file;

  private Token(Optional<String> given, Optional<Path> file) {
    this.given = given;
    this.file = file;
  }

  public static Token of(Environment environment) {
    return new Token(environment.token(), environment.data().map(data -> data.resolve(FILE)));
  }

  /** Of the server whose data folder this is. */
  public static Token in(Path data) {
    return new Token(Optional.empty(), Optional.of(data.resolve(FILE)));
  }

  /** This one, for as long as it is valid. */
  public static Token given(String secret) {
    return new Token(Optional.of(secret), Optional.empty());
  }

  Optional<String> now() {
    return given.isPresent() ? given : file.flatMap(Token::read);
  }

  /** Where it comes from, for the one whose token is refused. */
  String origin() {
    if (given.isPresent()) {
      return "The token is that of STUDIO_TOKEN.";
    }
    return file.map(
            path -> "The token is looked for in " + path + ", since STUDIO_TOKEN is not set.")
        .orElse("There is no token: set STUDIO_TOKEN to one made with ./studio token new.");
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException e) {
      // No server has started on this folder yet: the request then says that none answers.
      return Optional.empty();
    } catch (IOException e) {
      throw new CommandFailedException(
          "The token in " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
