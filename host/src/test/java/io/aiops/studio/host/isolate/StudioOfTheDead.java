package io.aiops.studio.host.isolate;

import java.nio.file.Files;
import java.nio.file.Path;

/** A studio that starts a plugin's process, tells its id, and is killed. */
final class StudioOfTheDead {

  private StudioOfTheDead() {}

  public static void main(String[] arguments) throws Exception {
    PluginProcesses processes = new PluginProcesses(Path.of(arguments[0]), SeparateConfig.DEFAULT);
    SeparatePlugin plugin =
        processes.start("acme.hostile", Files.readAllBytes(Path.of(arguments[1])), line -> {});
    System.out.println(plugin.process().orElseThrow().pid().orElseThrow());
    System.out.flush();
    Thread.currentThread().join();
  }
}
