package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template of a catalog or of the workspace's own, in a file for as long as it is needed. */
record Fetched(Path file) implements AutoCloseable {

  private static final Pattern LISTING =
      Pattern.compile("([a-z0-9][a-z0-9.-]*)(?:@([0-9]+\\.[0-9]+\\.[0-9]+))?");

  /**
   * @param what a listing, with or without a version; or what is shared, as {@link SharedReference}
   *     reads it
   */
  static Fetched of(Session session, String what) {
    return SharedReference.of(what)
        .map(shared -> {
          SharedReference one = shared.newest(session);
          return download(session, one.resource(), one.id() + " " + one.version());
        })
        .orElseGet(() -> ofCatalog(session, what));
  }

  private static Fetched ofCatalog(Session session, String what) {
    Matcher parts = LISTING.matcher(what);
    if (!parts.matches() || what.endsWith(".studio-template")) {
      throw CommandFailedException.misuse("There is no file " + what + ".");
    }
    Resource listing = Resource.of("catalog", "listings", parts.group(1));
    String version =
        parts.group(2) == null ? Json.text(session.api().get(listing), "version") : parts.group(2);
    if (version.isEmpty()) {
      throw new CommandFailedException("No version of " + parts.group(1) + " runs on this server.");
    }
    return download(
        session,
        Resource.of("catalog", "listings", parts.group(1), "versions", version, "package"),
        parts.group(1) + " " + version);
  }

  private static Fetched download(Session session, Resource resource, String what) {
    try (InputStream in = session.api().download(resource)) {
      Path file = Files.createTempFile("studio-", ".studio-template");
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return new Fetched(file);
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s could not be fetched: %s.".formatted(what, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CommandFailedException(file + " stays behind: " + e.getMessage() + ".", e);
    }
  }
}
