package io.aiops.studio.plugins.testkit;

import aQute.bnd.osgi.Builder;
import io.aiops.studio.api.Agent;
import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** A good bundle passes its contract. */
final class AskingBundleTest extends BundleContract {

  @TempDir Path folder;

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(Agent.class, "asking"));
  }

  @Override
  protected Path bundle() {
    Path jar = folder.resolve("asking.jar");
    try (Builder builder = new Builder()) {
      builder.addClasspath(new File("target/test-classes"));
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        if (entry.contains("plugin-api") || entry.contains("org.osgi")) {
          builder.addClasspath(new File(entry));
        }
      }
      builder.setProperty("Bundle-SymbolicName", "asking");
      builder.setProperty("Bundle-Version", "1.2.3");
      builder.setProperty("Bundle-Name", "Asking");
      builder.setProperty("Bundle-Description", "Passes its instruction on.");
      builder.setProperty("-privatepackage", "io.aiops.studio.plugins.testkit.sample");
      builder.setProperty(
          "-includeresource", "schema/asking.json;literal='{\"type\": \"object\"}'");
      builder.build().write(jar.toFile());
    } catch (Exception e) {
      // bnd declares Exception.
      throw new AssertionError("The sample bundle could not be built", e);
    }
    return jar;
  }
}
