package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.ShippedPackages.Shipped;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of what came with the studio: a catalog, or bare jars where there is none yet. */
final class ShippedFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ShippedFolder.class);

  private ShippedFolder() {}

  static List<Shipped> read(Path folder) {
    if (!Files.isDirectory(folder)) {
      LOG.warn("No shipped plugins: {} is no folder", folder);
      return List.of();
    }
    List<Shipped> all = new ArrayList<>(jars(folder));
    ServiceLoader.load(ShippedPackages.class, ShippedPackages.class.getClassLoader())
        .forEach(packages -> all.addAll(packages.in(folder)));
    return all;
  }

  private static List<Shipped> jars(Path folder) {
    List<Shipped> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        try {
          byte[] bytes = Files.readAllBytes(file);
          PluginJar jar = PluginJar.read(name, new ByteArrayInputStream(bytes));
          jars.add(new Shipped(name, jar.name(), jar.sha256(), () -> bytes));
        } catch (InvalidException e) {
          LOG.error("The shipped plugin {} cannot be used: {}", file, e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The shipped plugins in " + folder + " cannot be read", e);
    }
    return jars;
  }
}
