package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.plugins.testkit.kit.Kit;
import io.aiops.studio.plugins.testkit.kit.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What the studio expects of a bundle before it is published: it passes the compatibility kit, by
 * the samples in it. {@code ./studio plugin check} tries the same on a built jar.
 */
public abstract class CompatibilityContract {

  /** The built jar, or the folder it is made of: what Maven has at hand when tests run. */
  protected Path bundle() {
    return Path.of("target", "classes");
  }

  @Test
  void it_passes_the_compatibility_kit() throws IOException, InterruptedException {
    Report report = new Kit().check(BuiltJar.of(bundle()));
    assertThat(report.passed()).as(report.text()).isTrue();
  }
}
