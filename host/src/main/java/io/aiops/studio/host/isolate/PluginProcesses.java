package io.aiops.studio.host.isolate;

import io.aiops.studio.host.plugin.SeparateProcesses;
import io.aiops.studio.host.problem.Vital;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of this node's plugins, each in a folder of its own that goes with it. */
public final class PluginProcesses implements SeparateProcesses, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginProcesses.class);

  private final Path root;
  private final Launch launch;
  private final Bounds bounds;
  private final AtomicLong numbers = new AtomicLong();
  private final Set<SeparatePlugin> plugins = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("studio-separate-watch").factory());

  /**
   * @param root a folder for this alone; what an earlier studio left there is deleted
   */
  public PluginProcesses(Path root, SeparateConfig config) {
    this(root, config, Bounds.DEFAULT);
  }

  PluginProcesses(Path root, SeparateConfig config, Bounds bounds) {
    this.root = root.toAbsolutePath();
    this.launch = new Launch(config, this.root.resolve("library"));
    this.bounds = bounds;
    delete(this.root);
    long every = bounds.look().toMillis();
    watch.scheduleWithFixedDelay(
        () ->
            plugins.forEach(
                plugin -> Vital.again("The look at a plugin's process", plugin::look).run()),
        every,
        every,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public SeparatePlugin start(String plugin, byte[] jar, Consumer<String> printed) {
    Started source = new Started(plugin, jar, printed);
    try {
      SeparatePlugin started = SeparatePlugin.start(plugin, source, bounds);
      source.plugin = started;
      plugins.add(started);
      return started;
    } catch (RuntimeException e) {
      source.stopped();
      throw e;
    }
  }

  /** One plugin, and where its jar is kept for the next start. */
  private final class Started implements SeparatePlugin.Source {
    private final String name;
    private final Path jar;
    private final Consumer<String> printed;
    private volatile @Nullable SeparatePlugin plugin;

    Started(String name, byte[] bytes, Consumer<String> printed) {
      this.name = name;
      this.printed = printed;
      this.jar = root.resolve(numbers.incrementAndGet() + ".jar");
      try {
        folder(root);
        Files.write(jar, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(jar + " cannot be written", e);
      }
    }

    @Override
    public ChildProcess next() {
      Path folder = root.resolve(Long.toString(numbers.incrementAndGet()));
      try {
        folder(folder);
        folder(folder.resolve("tmp"));
        Files.copy(jar, folder.resolve(Child.BUNDLE));
        launch.give(folder);
      } catch (IOException e) {
        delete(folder);
        throw new UncheckedIOException(folder + " cannot be made", e);
      }
      try {
        ChildProcess child = ChildProcess.start(name, launch, bounds, folder, printed);
        child.whenEnded((which, how) -> delete(folder));
        return child;
      } catch (RuntimeException e) {
        delete(folder);
        throw e;
      }
    }

    @Override
    public void later(Runnable then, Duration in) {
      // Starting takes a while, and the watch looks at others meanwhile.
      watch.schedule(
          () ->
              Thread.ofPlatform()
                  .name("studio-separate-start-" + name)
                  .daemon()
                  .inheritInheritableThreadLocals(false)
                  .start(then),
          in.toMillis(),
          TimeUnit.MILLISECONDS);
    }

    @Override
    public void stopped() {
      SeparatePlugin gone = plugin;
      if (gone != null) {
        plugins.remove(gone);
      }
      delete(jar);
    }
  }

  /** For nobody else to read; another user's process must come by, though. */
  private static void folder(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    } else {
      Files.createDirectories(path);
    }
  }

  /** What cannot be deleted is told, and deleted at the next start. */
  private static void delete(Path path) {
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                throws IOException {
              Files.deleteIfExists(folder);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              // Somebody was faster.
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted now: {}", path, e.toString());
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    plugins.forEach(SeparatePlugin::stop);
    delete(root);
  }
}
