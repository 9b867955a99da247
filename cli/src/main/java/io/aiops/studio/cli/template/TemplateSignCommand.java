package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.signing.SignedTemplate;
import io.aiops.studio.cli.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a template. */
@Command(
    name = "sign",
    description = "Signs a template with your key, as a catalog and other studios want it.",
    sortOptions = false)
public final class TemplateSignCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "As 'template export' made it.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "As 'plugin key' made it.")
  @SuppressWarnings("NullAway.Init")
  private Path key;

  @Option(names = "--out", paramLabel = "FILE", description = "The signed one; else in its place.")
  private @Nullable Path out;

  public TemplateSignCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path given = session.folder().resolve(file);
    Path target = out == null ? given : session.folder().resolve(out);
    SigningKey with = SigningKey.read(session.folder().resolve(key));
    try {
      SignedTemplate signed = SignedTemplate.of(Files.readAllBytes(given), with, Instant.now());
      Files.write(target, signed.bytes());
      session
          .terminal()
          .say(
              "Signed %s %s with the key %s: %s"
                  .formatted(signed.id(), signed.version(), with.id(), target));
      return 0;
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s cannot be signed: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
