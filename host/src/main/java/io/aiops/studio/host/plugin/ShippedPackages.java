package io.aiops.studio.host.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds the packages that came with the studio. Found itself by {@link java.util.ServiceLoader}.
 */
public interface ShippedPackages {

  /**
   * A package, held against whatever lists it, but not against its publisher's signature yet.
   *
   * @param fileName what messages call it
   * @param name of the plugin in it, as its listing says
   * @param sha256 of the jar in it
   * @param bytes the package; read when it is asked for
   */
  record Shipped(String fileName, String name, String sha256, Supplier<byte[]> bytes) {}

  /**
   * @param folder of what came with the studio
   * @return empty if it holds none of the kind
   */
  List<Shipped> in(Path folder);
}
