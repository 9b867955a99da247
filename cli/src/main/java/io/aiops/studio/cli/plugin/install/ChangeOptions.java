package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Form;
import io.aiops.studio.cli.server.Session;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What shall become of the plugins, as it is given on the command line. */
final class ChangeOptions {

  @Parameters(paramLabel = "JAR", arity = "0..20", description = "To be installed.")
  private List<Path> jars = List.of();

  @Option(names = "--remove", paramLabel = "PLUGIN", description = "May be repeated.")
  private List<String> remove = List.of();

  @Option(names = "--enable", paramLabel = "PLUGIN", description = "May be repeated.")
  private List<String> enable = List.of();

  @Option(names = "--disable", paramLabel = "PLUGIN", description = "May be repeated.")
  private List<String> disable = List.of();

  @Option(
      names = "--isolate",
      paramLabel = "PLUGIN",
      description =
          "The code of an installed plugin runs in a process of its own. May be repeated.")
  private List<String> isolate = List.of();

  @Option(
      names = "--trust",
      paramLabel = "PLUGIN",
      description =
          "The code of an installed plugin runs in the studio's process. May be repeated.")
  private List<String> trust = List.of();

  @Option(
      names = "--set",
      paramLabel = "SET",
      description = "Goes back to that version of the set; alone.")
  private @Nullable Long set;

  @Option(names = "--separate", description = "The jars' code runs in processes of its own.")
  private boolean separate;

  @Option(names = "--why", paramLabel = "WORDS", description = "Kept in the history.")
  private String why = "";

  /** The same each time it is asked: a plan and what applies it say the same. */
  Form form(Session session) {
    Map<String, List<String>> named =
        Map.of(
            "remove", remove,
            "enable", enable,
            "disable", disable,
            "separate", isolate,
            "trusted", trust);
    if (jars.isEmpty() && named.values().stream().allMatch(List::isEmpty) && set == null) {
      throw CommandFailedException.misuse(
          "Say what to change: jars to install, --remove, --enable, --disable, --isolate or --trust"
              + " PLUGIN, or --set SET.");
    }
    Form form = new Form();
    for (Path jar : jars) {
      Path file = session.folder().resolve(jar);
      try {
        if (!Files.isRegularFile(file)) {
          throw new FileNotFoundException(jar.toString());
        }
        form.file("jar", file);
      } catch (FileNotFoundException e) {
        throw CommandFailedException.misuse("There is no readable file " + jar + ".", e);
      }
    }
    named.forEach((part, plugins) -> plugins.forEach(plugin -> form.text(part, plugin)));
    if (set != null) {
      form.text("set", String.valueOf(set));
    }
    if (separate) {
      form.text("isolation", "SEPARATE");
    }
    return why.isEmpty() ? form : form.text("why", why);
  }
}
