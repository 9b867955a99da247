package io.aiops.studio.cli.signing;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.signing.Jar.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The libraries that a build had, and which of them are in its jar: those of which it has a class,
 * or which it carries whole.
 */
public final class Libraries {

  /** As maven-dependency-plugin's list writes it, with absolute file names. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s+([^:\\s]+):([^:]+):jar:(?:[^:]+:)?([^:]+):(?:compile|runtime):(.+?\\.jar).*");

  private Libraries() {}

  /** Those that are in the jar. */
  static List<Component> in(Jar jar, Path file, Path list) {
    try {
      Set<String> inside = entries(file);
      Set<String> whole = new HashSet<>(jar.carried().stream().map(Component::sha256).toList());
      List<Component> carried = new ArrayList<>();
      for (String line : Files.readAllLines(list)) {
        Matcher parts = LINE.matcher(line.replaceAll("\\u001b\\[[0-9;]*m", ""));
        if (parts.matches()) {
          Path library = Path.of(parts.group(4));
          String sha256 = Sha256.of(Files.readAllBytes(library));
          if (whole.contains(sha256) || copied(inside, library)) {
            carried.add(new Component(parts.group(1), parts.group(2), parts.group(3), sha256));
          }
        }
      }
      return carried;
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "The libraries that %s names cannot be read: %s".formatted(list, e.getMessage()), e);
    }
  }

  private static boolean copied(Set<String> inside, Path library) throws IOException {
    return entries(library).stream()
        .anyMatch(name -> name.endsWith(".class") && inside.contains(name));
  }

  private static Set<String> entries(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      jar.stream().map(JarEntry::getName).forEach(names::add);
    }
    names.remove("module-info.class");
    return names;
  }
}
