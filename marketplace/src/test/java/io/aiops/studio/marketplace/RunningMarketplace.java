package io.aiops.studio.marketplace;

import io.aiops.studio.host.Assembly;
import io.aiops.studio.host.Foundation;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.StudioConfig;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The marketplace of a studio without plugins, which knows one publisher, Acme, by two namespaces.
 */
final class RunningMarketplace implements AutoCloseable {

  private static final UUID FIRST = UUID.randomUUID();

  static final SigningKey ACME = SigningKey.create();
  static final Caller ADA = administrator("ada");

  /** In another workspace. */
  static final Caller BEN = caller("ben", Role.VIEWER);

  private final Path data;
  private final Assembly assembly;
  private final Marketplace marketplace;

  private RunningMarketplace(Assembly assembly, Path data) {
    this.data = data;
    this.assembly = assembly;
    this.marketplace = Marketplace.open(assembly.foundation(), assembly.studio());
  }

  static RunningMarketplace start(Path folder) throws IOException {
    return start(folder, Map.of());
  }

  /**
   * @param more settings
   */
  static RunningMarketplace start(Path folder, Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("STUDIO_DATA", folder.resolve("data").toString());
    settings.put("STUDIO_PLUGINS", Files.createDirectories(folder.resolve("plugins")).toString());
    settings.put("STUDIO_MODEL_PROBE", "off");
    RunningMarketplace running =
        new RunningMarketplace(Assembly.start(StudioConfig.from(settings)), folder.resolve("data"));
    for (String namespace : List.of("acme", "corp")) {
      running.assembly.studio().publishers().add(ADA, namespace, "Acme Tools");
      running.assembly.studio().publishers().addKey(ADA, namespace, ACME.publicKey().text(), null);
    }
    return running;
  }

  /** In a workspace of their own. */
  static Caller caller(String name, Role role) {
    return caller(name, UUID.randomUUID(), role, false);
  }

  /** In the studio's first workspace. */
  static Caller administrator(String name) {
    return caller(name, FIRST, Role.ADMINISTRATOR, true);
  }

  private static Caller caller(String name, UUID workspace, Role role, boolean first) {
    return new Caller(
        UUID.randomUUID(), name, workspace, role, EnumSet.allOf(Permission.class), first);
  }

  Marketplace marketplace() {
    return marketplace;
  }

  Studio studio() {
    return assembly.studio();
  }

  /** The first one, with a workspace that is there. */
  Caller administrator() {
    try {
      String token = Files.readString(data.resolve("cli-token")).strip();
      return studio().identity().authenticate(token).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Foundation foundation() {
    return assembly.foundation();
  }

  Submission submit(String name, String version) {
    return submit(TestPackage.of(name, version).sign(ACME));
  }

  Submission submit(byte[] bytes) {
    return marketplace.publishing().submit(ADA, "a.studio", new ByteArrayInputStream(bytes));
  }

  Submission publish(String name, String version) {
    return marketplace.publishing().publish(ADA, submit(name, version).id());
  }

  Submission publish(byte[] bytes) {
    return marketplace.publishing().publish(ADA, submit(bytes).id());
  }

  Listing listing(String id) {
    return marketplace.browsing().get(BEN, id).listing();
  }

  @Override
  public void close() {
    marketplace.close();
    assembly.close();
  }
}
