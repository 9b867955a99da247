package io.aiops.studio.host.isolate;

import io.aiops.studio.api.Agent;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a plugin's process has on its class path: a few of the studio's own jars. */
final class Library {

  /** Of each jar that the process needs, something that is in it. */
  private static final List<String> NEEDED =
      List.of(
          resource(Child.class),
          resource(Agent.class),
          "org/jspecify/annotations/NullMarked.class",
          "tools/jackson/core/JsonParser.class",
          "tools/jackson/databind/json/JsonMapper.class",
          "com/fasterxml/jackson/annotation/JsonProperty.class",
          "org/osgi/framework/launch/FrameworkFactory.class",
          "org/osgi/util/function/Function.class",
          "org/osgi/util/promise/Promise.class",
          "org/osgi/service/component/ComponentContext.class",
          "org/apache/felix/scr/impl/Activator.class");

  /** Of what may not be there, in some tests. */
  private static final List<String> OPTIONAL = List.of("io/aiops/studio/routes/Extender.class");

  private Library() {}

  /** Jars and folders, where they are. */
  static List<Path> here() {
    return Stream.concat(
            NEEDED.stream(),
            OPTIONAL.stream()
                .filter(each -> Library.class.getClassLoader().getResource(each) != null))
        .map(Library::place)
        .distinct()
        .toList();
  }

  /**
   * The same for every user of the machine to read: where the studio lies, only its own may.
   *
   * @param folder is made
   */
  static List<Path> copied(Path folder) throws IOException {
    List<Path> copies = new ArrayList<>();
    open(Files.createDirectories(folder));
    for (Path place : here()) {
      // Numbered: two folders of classes may have one name.
      Path copy = folder.resolve(copies.size() + "-" + place.getFileName());
      try (Stream<Path> all = Files.walk(place)) {
        for (Path each : all.toList()) {
          Path to = copy.resolve(place.relativize(each).toString());
          open(Files.copy(each, to, StandardCopyOption.REPLACE_EXISTING));
        }
      }
      copies.add(copy);
    }
    return copies;
  }

  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static String resource(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  /** The jar or folder that a resource of our class path is in; the server may call it wsjar. */
  private static Path place(String resource) {
    URL url = Library.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IllegalStateException(resource + " is not on the class path");
    }
    String text = url.toString();
    String root = text.substring(text.indexOf("file:"), text.length() - resource.length() - 1);
    Path place =
        Path.of(URI.create(root.endsWith("!") ? root.substring(0, root.length() - 1) : root));
    if (!Files.exists(place)) {
      throw new IllegalStateException(place + " is neither a jar nor a folder");
    }
    return place;
  }
}
