package io.aiops.studio.cli.plugin.dev;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A plugin's folder, as {@code plugin new} writes it: a pom of its own, bnd.bnd, sources.
 *
 * @param words what {@code ${…}} stands for in bnd.bnd: the pom's own elements and properties
 * @param classPath jars it is compiled against
 */
public record Project(Path folder, Map<String, String> words, List<Path> classPath) {

  private static final Pattern HOLE = Pattern.compile("\\$\\{([^{}]+)}");
  private static final List<String> ELEMENTS =
      List.of("groupId", "artifactId", "version", "name", "description");

  public Project {
    words = Map.copyOf(words);
    classPath = List.copyOf(classPath);
  }

  /**
   * @param classPath as Maven writes it: jars with the system's separator between them
   */
  public static Project read(Path folder, String classPath) {
    Path root = folder.toAbsolutePath().normalize();
    if (!Files.isRegularFile(root.resolve("bnd.bnd"))) {
      throw CommandFailedException.misuse(
          "There is no bnd.bnd in %s, which says what goes into the bundle. Move what bnd-maven-plugin has in the pom there, as ./studio plugin new writes it."
              .formatted(root));
    }
    List<Path> jars =
        Arrays.stream(classPath.strip().split(File.pathSeparator, -1))
            .filter(jar -> !jar.isEmpty())
            .map(Path::of)
            .toList();
    return new Project(root, words(root), jars);
  }

  public Path pom() {
    return folder.resolve("pom.xml");
  }

  public Path instructions() {
    return folder.resolve("bnd.bnd");
  }

  public Path sources() {
    return folder.resolve("src/main/java");
  }

  public Path resources() {
    return folder.resolve("src/main/resources");
  }

  /** Where all that is made here lies; Maven's own output is left alone. */
  public Path output() {
    return folder.resolve("target/dev");
  }

  /** The version the pom gives, such as {@code 0.1.0-SNAPSHOT}. */
  public String version() {
    return words.getOrDefault("project.version", "0.0.0");
  }

  public Optional<String> release() {
    return Optional.ofNullable(words.get("maven.compiler.release"));
  }

  private static Map<String, String> words(Path folder) {
    Element project = parse(folder.resolve("pom.xml"));
    Map<String, String> words = new LinkedHashMap<>();
    child(project, "parent").ifPresent(parent -> take(parent, words));
    take(project, words);
    words.putIfAbsent("project.name", words.getOrDefault("project.artifactId", ""));
    words.putIfAbsent("project.description", words.getOrDefault("project.name", ""));
    words.put("project.basedir", folder.toString());
    words.put("project.build.directory", folder.resolve("target").toString());
    child(project, "properties")
        .ifPresent(properties -> {
          for (Node node = properties.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element property) {
              words.put(property.getTagName(), property.getTextContent().strip());
            }
          }
        });
    words.replaceAll((key, value) -> filled(value, words));
    return words;
  }

  private static void take(Element from, Map<String, String> words) {
    for (String name : ELEMENTS) {
      child(from, name)
          .ifPresent(found -> words.put("project." + name, found.getTextContent().strip()));
    }
  }

  /** One level deep; what is not known stays as it is, and bnd complains about it. */
  private static String filled(String text, Map<String, String> words) {
    return HOLE.matcher(text)
        .replaceAll(
            hole -> Matcher.quoteReplacement(words.getOrDefault(hole.group(1), hole.group())));
  }

  private static Optional<Element> child(Element of, String name) {
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  private static Element parse(Path pom) {
    try (InputStream in = Files.newInputStream(pom)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new CommandFailedException(pom + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
