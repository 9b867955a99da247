package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.InvalidException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who signs plugins, as an administrator has entered them. Of namespaces that lie in each
 * other, the longer one decides who owns a name.
 *
 * @param namespace the names it owns begin with it: {@code acme} owns {@code acme.greeter}
 * @param name as people know it
 */
public record Publisher(
    String namespace, String name, Instant addedAt, String addedBy, List<PublisherKey> keys) {

  private static final Pattern NAMESPACE =
      Pattern.compile("[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){0,7}");

  public Publisher {
    keys = List.copyOf(keys);
  }

  /**
   * @throws InvalidException unless it could be a Java package: classes are held against it too
   */
  public static String checked(String namespace) {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new InvalidException(
          "namespace",
          "'%s' is no namespace; expected such as 'acme' or 'com.acme': lower case letters, digits"
                  .formatted(namespace.length() > 100 ? namespace.substring(0, 100) : namespace)
              + " and '_', each part beginning with a letter.");
    }
    return namespace;
  }

  /** Case does not matter: nobody may look like another by a capital letter. */
  public boolean owns(String plugin) {
    String lower = plugin.toLowerCase(Locale.ROOT);
    return lower.equals(namespace) || lower.startsWith(namespace + ".");
  }

  /** Who of them a plugin belongs to. */
  public static Optional<Publisher> owner(List<Publisher> publishers, String plugin) {
    return publishers.stream()
        .filter(publisher -> publisher.owns(plugin))
        .max(Comparator.comparingInt(publisher -> publisher.namespace().length()));
  }

  Optional<PublisherKey> key(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
