package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.signing.SignedTemplate;
import io.aiops.studio.cli.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs templates. */
@Command(
    name = "sign",
    description = "Signs templates with your key, as a catalog and other studios want them.",
    sortOptions = false)
public final class TemplateSignCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "As 'template export' made it; may be several.")
  private List<Path> files = List.of();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "As 'plugin key' made it.")
  @SuppressWarnings("NullAway.Init")
  private Path key;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The signed one, of a single file; else each in its place.")
  private @Nullable Path out;

  public TemplateSignCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (out != null && files.size() > 1) {
      throw CommandFailedException.misuse(
          "--out is for a single file; there are " + files.size() + ".");
    }
    SigningKey with = SigningKey.read(session.folder().resolve(key));
    for (Path file : files) {
      sign(file, out == null ? file : out, with);
    }
    return 0;
  }

  private void sign(Path file, Path to, SigningKey with) {
    Path target = session.folder().resolve(to);
    try {
      byte[] given = Files.readAllBytes(session.folder().resolve(file));
      SignedTemplate signed = SignedTemplate.of(given, with, Instant.now());
      Files.write(target, signed.bytes());
      session
          .terminal()
          .say(
              "Signed %s %s with the key %s: %s"
                  .formatted(signed.id(), signed.version(), with.id(), target));
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s cannot be signed: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
