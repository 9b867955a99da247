package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.signing.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the key that a publisher signs with, or shows the public part of one that is there. */
@Command(
    name = "key",
    description = {
      "Makes an Ed25519 key to sign plugins with, unless the file is there, and prints its public part.",
      "",
      "The file is for you alone: whoever has it can sign as you. The public part is what an administrator enters for your publisher."
    })
public final class PluginKeyCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "Where the key is, or goes.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  public PluginKeyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path at = session.folder().resolve(file);
    boolean there = Files.exists(at);
    SigningKey key = there ? SigningKey.read(at) : SigningKey.create(at);
    session
        .terminal()
        .say(
            there
                ? "The public part of " + file + ":"
                : "Made %s. Keep it to yourself, and a copy in a safe place. Its public part:"
                    .formatted(file));
    session.terminal().result(key.publicKey());
    return 0;
  }
}
