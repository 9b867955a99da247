package io.aiops.studio.host.grant;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands between one call of a plugin and what it asks the host for.
 *
 * @param refusals of the attempt
 * @param schema of the settings: says which are secrets, hosts and folders
 * @param settings of this call
 */
public record Broker(
    Rights rights,
    Refusals refusals,
    Map<String, @Nullable Object> schema,
    Map<String, @Nullable Object> settings) {

  /** Of a text that is an address; its host and port are meant. */
  private static final String ADDRESS = "uri";

  /** Of a text that names hosts as {@link HostRule} has them; without a port all are meant. */
  private static final String HOST = "studio-host";

  /** Of a text that names a folder of the server. */
  private static final String FOLDER = "studio-folder";

  /**
   * Before the plugin is entered with these settings.
   *
   * @throws PluginException {@code DENIED} for a secret that it may not have
   */
  public void requireSecrets() {
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      settings.forEach((name, value) -> {
        if (value != null
            && !"".equals(value)
            && properties.get(name) instanceof Map<?, ?> property
            && Boolean.TRUE.equals(property.get("writeOnly"))) {
          rights.require(refusals, Want.Kind.SECRET, want -> want.covers(name), name);
        }
      });
    }
  }

  /**
   * @throws PluginException {@code DENIED} if it may not go there, {@code INVALID_INPUT} if the
   *     address has no host or no port
   */
  public void requireHost(URI address) {
    HostRule asked =
        HostRule.of(address)
            .orElseThrow(() ->
                new PluginException(
                    Category.INVALID_INPUT,
                    "An address without a host that can be read, or without a port, cannot be"
                        + " granted; expected one such as https://api.example.com/."));
    rights.require(
        refusals,
        Want.Kind.HOST,
        want -> {
          List<HostRule> rules =
              want.value().equals(Want.CONNECTION)
                  ? hosts()
                  : HostRule.parse(want.value()).stream().toList();
          return rules.stream().anyMatch(rule -> rule.covers(asked));
        },
        asked.toString());
  }

  /**
   * @throws PluginException {@code DENIED} if it may not go there
   */
  public void requireFolder(Path folder) {
    Path asked = folder.toAbsolutePath().normalize();
    rights.require(
        refusals,
        Want.Kind.FOLDER,
        want ->
            want.value().equals(Want.CONNECTION)
                ? named(FOLDER).stream().anyMatch(named -> FolderRule.covers(named, asked))
                : FolderRule.covers(want.value(), asked),
        asked.toString());
  }

  /**
   * @param provider whose models it asks
   */
  public void requireModel(String provider) {
    rights.require(refusals, Want.Kind.MODEL, want -> want.covers(provider), provider);
  }

  /**
   * @param what {@code read} or {@code write}
   */
  public void requireFile(String what) {
    rights.require(refusals, Want.Kind.FILE, want -> want.covers(what), what);
  }

  private List<HostRule> hosts() {
    List<HostRule> rules = new ArrayList<>();
    named(ADDRESS).forEach(text -> address(text).flatMap(HostRule::of).ifPresent(rules::add));
    named(HOST).forEach(text -> HostRule.ofSetting(text).ifPresent(rules::add));
    return rules;
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      // Names no host, so nothing follows from it.
      return Optional.empty();
    }
  }

  /** The texts of all settings whose schema has this format, themselves or of their items. */
  private List<String> named(String format) {
    List<String> texts = new ArrayList<>();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, described) -> {
        if (described instanceof Map<?, ?> property) {
          Object value = settings.get(String.valueOf(name));
          Object given = value == null ? property.get("default") : value;
          if (format.equals(property.get("format")) && given instanceof String text) {
            texts.add(text);
          } else if (given instanceof List<?> list
              && property.get("items") instanceof Map<?, ?> items
              && format.equals(items.get("format"))) {
            list.forEach(item -> texts.add(String.valueOf(item)));
          }
        }
      });
    }
    return texts;
  }
}
