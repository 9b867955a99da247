package io.aiops.studio.host;

import io.aiops.studio.host.definition.ShippedWorkflows;
import io.aiops.studio.host.definition.WorkflowService;
import io.aiops.studio.host.identity.Bootstrap;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a studio finds in its data folder when it starts: the first time an administrator and the
 * shipped workflows; each time a token for the command line on this machine.
 */
final class FirstStart {

  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

  private final Path data;
  private final String node;
  private final Bootstrap bootstrap;
  private final IdentityService identity;
  private final WorkflowService workflows;

  FirstStart(
      Path data,
      String node,
      Bootstrap bootstrap,
      IdentityService identity,
      WorkflowService workflows) {
    this.data = data;
    this.node = node;
    this.bootstrap = bootstrap;
    this.identity = identity;
    this.workflows = workflows;
  }

  void run() {
    boolean first =
        bootstrap.ensureAdministrator(signIn ->
            write(
                "first-sign-in.txt",
                "user: " + signIn.userName() + "\npassword: " + signIn.password() + "\n"));
    String token = bootstrap.commandLineToken(node + ", " + data);
    write("cli-token", token + "\n");
    if (first) {
      identity.authenticate(token).ifPresent(this::installShipped);
    }
  }

  private void installShipped(Caller administrator) {
    for (ShippedWorkflows shipped :
        ServiceLoader.load(
            ShippedWorkflows.class, Thread.currentThread().getContextClassLoader())) {
      for (String text : shipped.texts()) {
        try {
          workflows.save(administrator, text, 0);
        } catch (InvalidException e) {
          LOG.error("A shipped workflow cannot be used: {}", e.getMessage());
        }
      }
    }
  }

  /** Whole or not at all, and readable by its owner only from the first byte on. */
  private void write(String name, String content) {
    try {
      Path file = data.resolve(name);
      Path next =
          Files.createTempFile(
              data,
              name,
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(next, content);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be written to " + data, e);
    }
  }
}
