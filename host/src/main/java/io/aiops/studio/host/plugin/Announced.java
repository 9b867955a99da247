package io.aiops.studio.host.plugin;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a jar says that it will contribute, read from its component descriptions without loading
 * anything. A connector's tools are known only once it runs.
 */
final class Announced {

  private static final int LARGEST = 256 * 1024;
  private static final String API = "io.aiops.studio.api.";
  private static final Map<String, Kind> KINDS =
      Map.of(
          API + "Agent", Kind.AGENT,
          API + "ModelProvider", Kind.MODEL,
          API + "Connector", Kind.CONNECTOR,
          API + "WorkflowObserver", Kind.OBSERVER);

  /** As a component description has it. */
  private record Component(Set<Kind> kinds, Map<String, String> properties) {
    String property(String name) {
      return properties.getOrDefault(name, "");
    }
  }

  private Announced() {}

  /**
   * @throws InvalidException if a description or a schema cannot be read
   */
  static List<Contribution> of(PluginJar jar) {
    List<Component> components =
        files(jar, described(jar.descriptions())).values().stream()
            .map(text -> component(jar, text))
            .filter(component -> !component.property("studio.name").isEmpty())
            .toList();
    Set<String> paths = new TreeSet<>();
    components.forEach(component -> {
      paths.add(component.property("studio.input"));
      paths.add(component.property("studio.settings"));
    });
    paths.add(jar.connector());
    paths.remove("");
    Map<String, byte[]> files = files(jar, paths::contains);
    List<Contribution> all = new ArrayList<>();
    for (Component component : components) {
      for (Kind kind : component.kinds()) {
        String name = component.property("studio.name");
        String title = component.property("studio.title");
        all.add(
            new Contribution(
                kind,
                name,
                title.isEmpty() ? name : title,
                component.property("studio.description"),
                schema(jar, component.property("studio.input"), files),
                schema(jar, component.property("studio.settings"), files),
                List.of()));
      }
    }
    withoutJava(jar, files.get(jar.connector())).ifPresent(all::add);
    return List.copyOf(all);
  }

  /** One that has neither code nor a component description. */
  private static Optional<Contribution> withoutJava(PluginJar jar, byte @Nullable [] file) {
    // One that is named and not there is refused when it starts.
    return file == null
        ? Optional.empty()
        : YamlAnnounced.of(jar, new String(file, StandardCharsets.UTF_8));
  }

  /** Whether an entry is one of those that the header names; {@code *} may stand in their names. */
  private static Predicate<String> described(String header) {
    List<Pattern> patterns = new ArrayList<>();
    for (String path : header.split(",", -1)) {
      String quoted = Pattern.quote(path.split(";", 2)[0].strip());
      patterns.add(Pattern.compile(quoted.replace("*", "\\E[^/]*\\Q")));
    }
    return entry -> patterns.stream().anyMatch(pattern -> pattern.matcher(entry).matches());
  }

  private static Map<String, byte[]> files(PluginJar jar, Predicate<String> wanted) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar.bytes()), false)) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        if (wanted.test(entry.getName())) {
          files.put(entry.getName(), file(jar, entry.getName(), in));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " cannot be read", e);
    }
    return files;
  }

  private static byte[] file(PluginJar jar, String path, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new InvalidException(
          jar.name(), "has '" + path + "', which is larger than 256 KiB. Nothing was changed.");
    }
    return bytes;
  }

  private static Component component(PluginJar jar, byte[] description) {
    Set<Kind> kinds = new TreeSet<>();
    Map<String, String> properties = new HashMap<>();
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(description));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          if (xml.getLocalName().equals("provide")) {
            Kind kind = KINDS.get(String.valueOf(xml.getAttributeValue(null, "interface")));
            if (kind != null) {
              kinds.add(kind);
            }
          } else if (xml.getLocalName().equals("property")) {
            String name = String.valueOf(xml.getAttributeValue(null, "name"));
            String value = xml.getAttributeValue(null, "value");
            // What stands in the element itself is a list, which is no name.
            properties.put(name, value == null ? "" : value);
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new InvalidException(
          jar.name(), "has a component description that cannot be read. Nothing was changed.");
    }
    return new Component(kinds, properties);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static Map<String, @Nullable Object> schema(
      PluginJar jar, String path, Map<String, byte[]> files) {
    byte[] text = files.get(path);
    if (text == null) {
      // One that is named and not there is refused when it starts.
      return Map.of();
    }
    try {
      return Json.parseMap(new String(text, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new InvalidException(
          jar.name(),
          "has a schema '"
              + path
              + "' that is no JSON: "
              + e.getOriginalMessage()
              + ". Nothing was changed.");
    }
  }
}
