package io.aiops.studio.cli.plugin.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Wakes when something below a plugin's folder was saved, and is quiet again. */
final class Watch implements AutoCloseable {

  /** Editors save in several steps, and several files at once. */
  private static final Duration QUIET = Duration.ofMillis(60);

  private final WatchService service;
  private final Project project;

  Watch(Project project) throws IOException {
    this.project = project;
    this.service = FileSystems.getDefault().newWatchService();
    look();
  }

  /** Comes back once there was a change, and none for a moment. */
  void await() throws InterruptedException, IOException {
    WatchKey key = service.take();
    while (key != null) {
      // What happened is read from the files themselves; a lost or doubled event does not matter.
      key.pollEvents();
      key.reset();
      key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
    look();
  }

  /** Folders are watched one by one; there may be new ones. Watching one again changes nothing. */
  private void look() throws IOException {
    watch(project.folder());
    for (Path root : List.of(project.folder().resolve("src"))) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> walk = Files.walk(root)) {
          for (Path folder : (Iterable<Path>) walk.filter(Files::isDirectory)::iterator) {
            watch(folder);
          }
        } catch (UncheckedIOException e) {
          // A folder went away meanwhile; its parent tells of it.
          watch(root);
        }
      }
    }
  }

  private void watch(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      folder.register(
          service,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_DELETE,
          StandardWatchEventKinds.ENTRY_MODIFY);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
