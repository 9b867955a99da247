package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.plugins.testkit.TestFramework;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.osgi.framework.Version;

/** The next version starts beside the one that serves, and takes over; again and again. */
final class HotSwapCheck {

  private static final int TIMES = 10;

  private HotSwapCheck() {}

  static Finding of(TestFramework framework, byte[] jar, Samples samples) throws IOException {
    Set<String> offered = null;
    Subject serving = null;
    try {
      for (int swap = 0; swap <= TIMES; swap++) {
        Subject next;
        try {
          next = Subject.start(framework, "swap-" + swap, version(jar, swap));
        } catch (AssertionError e) {
          throw new AssertionError(
              "Version %d does not start beside the one before: %s".formatted(swap, e.getMessage()),
              e);
        }
        Set<String> offers = next.offers().stream().map(Offer::key).collect(Collectors.toSet());
        if (offered != null && !offers.equals(offered)) {
          throw new AssertionError(
              "It offered " + offered + ", and after swap " + swap + ": " + offers);
        }
        offered = offers;
        if (serving != null) {
          serving.end();
        }
        serving = next;
        works(serving, samples, swap);
      }
      return Finding.pass(
          Check.HOT_SWAP, TIMES + " swaps, each with a call of the new version that worked");
    } finally {
      if (serving != null) {
        serving.end();
      }
    }
  }

  /** Those that worked before; what needs samples and has none was told by the contract. */
  private static void works(Subject subject, Samples samples, int swap) {
    List<Probe> declared =
        Probes.of(subject.offers(), samples).working().stream()
            .filter(probe -> !probe.guessed())
            .toList();
    for (Probe probe : declared) {
      Outcome outcome = probe.run(subject);
      if (!outcome.worked()) {
        throw new AssertionError("After swap " + swap + " " + outcome.failure());
      }
    }
  }

  /** The same bundle under a later version. */
  private static byte[] version(byte[] jar, int swap) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
      Manifest manifest = new Manifest(in.getManifest());
      Attributes headers = manifest.getMainAttributes();
      Version old = Version.parseVersion(headers.getValue("Bundle-Version"));
      headers.putValue(
          "Bundle-Version",
          new Version(old.getMajor(), old.getMinor(), old.getMicro() + swap + 1, "").toString());
      try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    return bytes.toByteArray();
  }
}
