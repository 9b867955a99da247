package io.aiops.studio.host.trust;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Who signed the plugins that came with the studio: whoever runs its code trusts them anyway, so
 * they are entered at start, and listed as every publisher is. Only once, though: from then on an
 * administrator decides.
 *
 * @param namespace of the plugins
 * @param publicKey base64, which signs the plugins and the index of their catalog
 */
public record ShippedPublisher(String namespace, String name, String publicKey) {

  private static final Logger LOG = LoggerFactory.getLogger(ShippedPublisher.class);

  /** Beside the index of what came with the studio. */
  public static final String FILE = "publisher.json";

  /** Who entered it, as it is listed. */
  private static final String STUDIO = "studio";

  /** Empty if nothing signed came with the studio. */
  public static Optional<ShippedPublisher> in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parseWarily(Files.readAllBytes(file), ShippedPublisher.class));
    } catch (JacksonException e) {
      throw new InvalidException(
          file.toString(), "is not as the build writes it: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  public Ed25519Key key() {
    return Ed25519Key.read("publicKey", publicKey);
  }

  /**
   * Unless that was done before, or somebody has taken it out. An earlier version may have entered
   * it with a longer namespace, {@code io.aiops.studio.plugins}: of namespaces in each other the
   * longer one decides, so it gets the key too; and whoever has taken that out before there was
   * this one has taken out this publisher.
   */
  public void enter(TrustStore store, Clock clock) {
    Ed25519Key key = key();
    List<String> earlier = earlier(store);
    Set<String> before = store.shipped(namespace);
    List<String> deciding = before.isEmpty() ? earlier : List.of(namespace);
    if (!deciding.stream().allMatch(each -> present(store, each))) {
      if (!before.contains(key.id())) {
        LOG.warn(
            "The publisher '{}' came with the studio and was taken out: nothing new of it is let"
                + " in, unless it is entered again with the key {}",
            namespace,
            publicKey);
      }
      return;
    }
    enter(store, namespace, key, clock);
    earlier.stream()
        .filter(each -> present(store, each))
        .forEach(each -> enter(store, each, key, clock));
  }

  /** Namespaces within this one that earlier versions shipped. */
  private List<String> earlier(TrustStore store) {
    return store.shippedNamespaces().stream()
        .filter(each -> each.startsWith(namespace + "."))
        .sorted()
        .toList();
  }

  private static boolean present(TrustStore store, String namespace) {
    return store.publishers().stream()
        .anyMatch(each -> each.namespace().equals(namespace) && !allRevoked(each));
  }

  private void enter(TrustStore store, String into, Ed25519Key key, Clock clock) {
    if (store.shipped(into).contains(key.id())) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    store.add(new Publisher(Publisher.checked(into), name, now, STUDIO, List.of()));
    store.addKey(into, new PublisherKey(key.id(), key.text(), now, null, null, null));
    store.ship(into, key.id());
    LOG.info("The publisher '{}' came with the studio, with the key {}", into, key.id());
  }

  private static boolean allRevoked(Publisher publisher) {
    return publisher.keys().stream().allMatch(key -> key.revokedAt() != null);
  }
}
