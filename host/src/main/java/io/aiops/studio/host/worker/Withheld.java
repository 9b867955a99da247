package io.aiops.studio.host.worker;

import io.aiops.studio.host.plugin.PluginView.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that one call lends a plugin. Whatever comes back from it, failures too, is shown to
 * people and kept in the log: they are taken out of it first.
 */
final class Withheld {

  static final Withheld NOTHING = new Withheld(List.of());
  private static final String MASK = "********";

  /** A shorter text is in every other sentence, and no secret. */
  private static final int SHORTEST = 4;

  private final List<String> secrets;

  private Withheld(List<String> secrets) {
    this.secrets = secrets;
  }

  /** What the schema of its settings marks {@code writeOnly}; of an object each of its texts. */
  static Withheld of(Contribution contribution, Map<String, @Nullable Object> settings) {
    List<String> secrets = new ArrayList<>();
    if (contribution.settingsSchema().get("properties") instanceof Map<?, ?> properties) {
      settings.forEach((name, value) -> {
        if (properties.get(name) instanceof Map<?, ?> property
            && Boolean.TRUE.equals(property.get("writeOnly"))) {
          add(secrets, value);
        }
      });
    }
    // The longest first: one may hold another.
    secrets.sort((a, b) -> Integer.compare(b.length(), a.length()));
    return secrets.isEmpty() ? NOTHING : new Withheld(secrets);
  }

  private static void add(List<String> secrets, @Nullable Object value) {
    if (value instanceof String text && text.length() >= SHORTEST) {
      secrets.add(text);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(item -> add(secrets, item));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> add(secrets, item));
    }
  }

  List<String> secrets() {
    return secrets;
  }

  String from(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, MASK);
    }
    return clean;
  }
}
