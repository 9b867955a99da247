package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Sends a jar to the server, and asks the person first if it wants what nobody has granted. */
public final class Installing {

  private final Session session;
  private final Path file;
  private final String name;
  private final String isolation;

  /**
   * @param name what messages call the file
   */
  public Installing(Session session, Path file, String name) {
    this(session, file, name, "");
  }

  /**
   * @param isolation where its code runs, as REST has it; empty for where it runs now
   */
  public Installing(Session session, Path file, String name, String isolation) {
    this.session = session;
    this.file = file;
    this.name = name;
    this.isolation = isolation;
  }

  /**
   * @param consents whether it may have what it wants, without asking
   * @return the plugin
   */
  public JsonNode with(boolean consents) {
    return with(consents ? Consent.besides(List.of()) : List.of());
  }

  /**
   * @param agreed to without asking, as {@link Agreement} takes it
   * @return the plugin
   */
  public JsonNode with(List<String> agreed) {
    return new Consent(session)
        .over(
            resource(),
            agreed,
            where -> session.api().upload(where, "application/java-archive", file));
  }

  private Resource resource() {
    Resource plugins = Resource.of("plugins").with("name", name);
    return isolation.isEmpty() ? plugins : plugins.with("isolation", isolation);
  }
}
