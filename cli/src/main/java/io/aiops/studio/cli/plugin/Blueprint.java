package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The files of a new plugin: templates, in which {@code {{word}}} stands for what differs. Versions
 * are those this studio was built with.
 */
final class Blueprint {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern HOLE = Pattern.compile("\\{\\{([a-zA-Z.]+)}}");
  private static final int MAX_NAME = 60;

  private final Kind kind;
  private final String packageName;
  private final String className;
  private final Map<String, String> words = new HashMap<>();

  Blueprint(Kind kind, String name, String group) {
    if (!NAME.matcher(name).matches() || name.length() > MAX_NAME) {
      throw CommandFailedException.misuse(
          "The name is '%s'; expected at most %d lower case letters, digits and '-', such as word-count."
              .formatted(name, MAX_NAME));
    }
    this.kind = kind;
    this.packageName = group + "." + name.replace("-", "");
    if (!SourceVersion.isName(packageName)) {
      throw CommandFailedException.misuse(
          "'%s' cannot be a Java package; give another name or --group.".formatted(packageName));
    }
    String camel = camel(name);
    this.className = camel.endsWith(kind.suffix) ? camel : camel + kind.suffix;
    words.put("name", name);
    words.put("title", title(name));
    words.put("group", group);
    words.put("package", packageName);
    words.put("class", className);
    words.put("kind", kind.toString());
    Versions.all().forEach((key, value) -> words.put(key.toString(), value.toString()));
  }

  /** Into a folder that is empty or not there. */
  void write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, fill(template(file.getValue())), StandardOpenOption.CREATE_NEW);
    }
  }

  /** Template by path. */
  private Map<String, String> files() {
    String main = "src/main/java/" + packageName.replace('.', '/') + "/";
    String test = "src/test/java/" + packageName.replace('.', '/') + "/";
    Map<String, String> files = new LinkedHashMap<>();
    String own = kind.hasCode() ? "" : kind + "/";
    files.put("pom.xml", own + "pom.xml");
    files.put("bnd.bnd", own + "bnd.bnd");
    files.put("README.md", own + "README.md");
    files.put(".gitignore", "gitignore");
    if (kind.hasCode()) {
      files.put(main + className + ".java", kind + "/Plugin.java");
      files.put(main + "package-info.java", "package-info.java");
      files.put(test + className + "Test.java", kind + "/PluginTest.java");
    }
    files.put(test + className + "BundleTest.java", kind + "/BundleTest.java");
    files.put(test + className + "KitTest.java", "KitTest.java");
    files.put("src/main/resources/META-INF/studio/samples.json", kind + "/samples.json");
    kind.more.forEach(path -> files.put(path, kind + "/" + Path.of(path).getFileName()));
    return files;
  }

  private String fill(String template) {
    return HOLE.matcher(template).replaceAll(hole -> Matcher.quoteReplacement(word(hole.group(1))));
  }

  private String word(String key) {
    String word = words.get(key);
    if (word == null) {
      throw new IllegalStateException("No word for {{" + key + "}} in a template");
    }
    return word;
  }

  private static String template(String name) throws IOException {
    try (InputStream in = Blueprint.class.getResourceAsStream("template/" + name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("The template " + name + " is missing in this program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String camel(String name) {
    return Arrays.stream(name.split("-", -1)).map(Blueprint::capital).collect(Collectors.joining());
  }

  private static String title(String name) {
    return capital(name.replace('-', ' '));
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
