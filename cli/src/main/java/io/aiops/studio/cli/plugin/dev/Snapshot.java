package io.aiops.studio.cli.plugin.dev;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a plugin is made of, at one moment. Two of them tell what was changed, whatever the
 * operating system told of it meanwhile.
 *
 * @param files checksum by path
 */
record Snapshot(SortedMap<Path, Long> files) {

  /** More than a plugin has; fewer than a folder that was taken for one. */
  private static final int MOST = 10_000;

  static Snapshot none() {
    return new Snapshot(new TreeMap<>());
  }

  static Snapshot of(Project project) {
    SortedMap<Path, Long> files = new TreeMap<>();
    for (Path root :
        List.of(project.pom(), project.instructions(), project.sources(), project.resources())) {
      if (Files.exists(root)) {
        take(root, files);
      }
    }
    return new Snapshot(files);
  }

  private static void take(Path root, Map<Path, Long> files) {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        sum(file, files);
        if (files.size() > MOST) {
          throw new CommandFailedException(
              "There are more than %d files below %s; a plugin has fewer.".formatted(MOST, root));
        }
      }
    } catch (NoSuchFileException | UncheckedIOException e) {
      // Somebody moves folders about: the watch wakes again for it.
      return;
    } catch (IOException e) {
      throw new CommandFailedException(root + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static void sum(Path file, Map<Path, Long> files) throws IOException {
    CRC32 sum = new CRC32();
    try {
      sum.update(Files.readAllBytes(file));
      files.put(file, sum.getValue());
    } catch (NoSuchFileException e) {
      // An editor's own file, gone before it was read.
      files.remove(file);
    }
  }

  /** Files that were added, changed or removed since. */
  List<Path> changedSince(Snapshot before) {
    TreeSet<Path> changed = new TreeSet<>(before.files.keySet());
    changed.addAll(files.keySet());
    changed.removeIf(file -> {
      Long now = files.get(file);
      return now != null && now.equals(before.files.get(file));
    });
    return List.copyOf(changed);
  }

  boolean has(Path file) {
    return files.containsKey(file);
  }
}
