package io.aiops.studio.marketplace;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.Assembly;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.StudioConfig;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.query.ExecutionViews;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A whole studio in this process: its own PostgreSQL, broker and plugin framework, and the bundles
 * as they were built. Nobody has configured a model: the simulated one serves.
 */
final class TestStudio implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Folders among the plugins that are no bundles. */
  private static final Set<String> NO_PLUGINS = Set.of("testkit", "line");

  private final Assembly assembly;
  private final Caller caller;

  private TestStudio(Assembly assembly, Caller caller) {
    this.assembly = assembly;
    this.caller = caller;
  }

  /**
   * @param folder of this studio; the same folder again is a restart
   */
  static TestStudio start(Path folder) throws IOException {
    return start(folder, builtPlugins(), Map.of());
  }

  /** One that came without any plugin. */
  static TestStudio startEmpty(Path folder) throws IOException {
    return startEmpty(folder, Map.of());
  }

  /**
   * @param more settings
   */
  static TestStudio startEmpty(Path folder, Map<String, String> more) throws IOException {
    return start(folder, List.of(), more);
  }

  private static TestStudio start(Path folder, List<Path> shipped, Map<String, String> more)
      throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    for (Path jar : shipped) {
      Path copy = plugins.resolve(jar.getFileName());
      if (!Files.exists(copy)) {
        Files.copy(jar, copy);
      }
    }
    Path data = folder.resolve("data");
    Map<String, String> settings = new HashMap<>(more);
    settings.put("STUDIO_DATA", data.toString());
    settings.put("STUDIO_PLUGINS", plugins.toString());
    settings.put("STUDIO_MODEL_PROBE", "off");
    Assembly assembly = Assembly.start(StudioConfig.from(settings));
    String token = Files.readString(data.resolve("cli-token")).strip();
    return new TestStudio(assembly, assembly.studio().identity().authenticate(token).orElseThrow());
  }

  /** The jars beside us: the build makes the plugins before the marketplace. */
  private static List<Path> builtPlugins() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../plugins"), 3)) {
      List<Path> jars =
          files
              .filter(file -> file.getParent().endsWith("target"))
              .filter(file -> file.toString().endsWith("-SNAPSHOT.jar"))
              .filter(
                  file -> !NO_PLUGINS.contains(file.getName(file.getNameCount() - 3).toString()))
              .toList();
      if (jars.isEmpty()) {
        throw new IllegalStateException(
            "No plugin jars in ../plugins/*/target; package the plugins first");
      }
      return jars;
    }
  }

  Studio studio() {
    return assembly.studio();
  }

  Caller caller() {
    return caller;
  }

  /** As an administrator does who wants pages of the own network read. */
  void allowThisMachine() {
    studio()
        .connections()
        .save(
            caller,
            Connection.Kind.CONNECTOR,
            "http",
            "http",
            Map.of("privateAddresses", true),
            null);
  }

  FileRef upload(Path file, String mediaType) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return upload(String.valueOf(file.getFileName()), mediaType, in);
    }
  }

  FileRef upload(String name, String mediaType, InputStream in) {
    return studio().files().save(caller, name, mediaType, in);
  }

  /** Runs it to its end, whatever that is. */
  ExecutionViews.Detail run(String workflow, Map<String, @Nullable Object> inputs) {
    UUID id =
        studio()
            .executions()
            .start(caller, new StartRequest(workflow, null, inputs, null))
            .executionId();
    return Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> studio().query().get(caller, id), detail -> detail.summary().status().terminal());
  }

  /** The text of a file that an output refers to. */
  String text(@Nullable Object reference) {
    FileRef file = FileRef.from(reference).orElseThrow();
    try (InputStream in = studio().files().open(caller, file.id())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    assembly.close();
  }
}
