package io.aiops.studio.plugins.file;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import io.aiops.studio.api.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Reads and writes files in the folders that a connection grants. */
@Component
@Provides(
    name = "file",
    title = "Files",
    description = "Reads and writes files in granted folders of the server.",
    settings = "schema/settings.json")
public final class FileConnector implements Connector {

  @Override
  public List<Tool> tools() {
    return List.of(
        tool(
            "list",
            "List a folder",
            "Lists a granted folder: name, kind, size and time of each entry, sorted by name.",
            Tool.Effect.NONE,
            Listing::call),
        tool(
            "read",
            "Read a file of a folder",
            "Reads a text file from a granted folder, up to a bound.",
            Tool.Effect.NONE,
            Reading::text),
        tool(
            "import",
            "Take a file in",
            "Takes a file of any kind from a granted folder into the studio, for tools that work on files.",
            Tool.Effect.NONE,
            Reading::take),
        tool(
            "write",
            "Write a file to a folder",
            "Writes a text to a file in a granted folder, whole or not at all.",
            Tool.Effect.REVERSIBLE,
            Writing::text),
        tool(
            "export",
            "Give a file out",
            "Writes a file of the studio to a granted folder, whole or not at all.",
            Tool.Effect.REVERSIBLE,
            Writing::give),
        tool(
            "delete",
            "Delete a file",
            "Deletes one file from a granted folder; says so if there was none.",
            Tool.Effect.IRREVERSIBLE,
            Writing::delete));
  }

  private static Tool tool(
      String name, String title, String description, Tool.Effect effect, Tool.Function function) {
    return new Tool(name, title, description, schema(name), effect, categorised(function));
  }

  private static Tool.Function categorised(Tool.Function function) {
    return (arguments, context) -> {
      try {
        return function.call(arguments, context);
      } catch (ClosedByInterruptException e) {
        // The flag is taken back: from here on the exception says it.
        boolean unused = Thread.interrupted();
        throw new InterruptedException("The call was interrupted; nothing was left half done");
      } catch (IOException e) {
        throw Trouble.of(e);
      }
    };
  }

  private static String schema(String tool) {
    try (InputStream in = FileConnector.class.getResourceAsStream("/schema/" + tool + ".json")) {
      if (in == null) {
        throw new IllegalStateException("schema/" + tool + ".json is not in the bundle");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
