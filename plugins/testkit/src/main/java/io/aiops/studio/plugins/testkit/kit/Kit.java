package io.aiops.studio.plugins.testkit.kit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tries a plugin out. It runs in a process of its own with bounds of time and memory, which keeps
 * it from ending, starving or confusing whoever asks; it is no sandbox, and may do what a process
 * of this user may do.
 */
public final class Kit {

  /** The longest it may take, all checks together. */
  public static final Duration LONGEST = Duration.ofMinutes(3);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int TAIL = 400;

  /** Each is a process of half a gigabyte at most. */
  private static final int MOST_BESIDE = 4;

  private final Duration longest;

  public Kit() {
    this(LONGEST);
  }

  Kit(Duration longest) {
    this.longest = longest;
  }

  /** The same of several, a few at a time; in their order. */
  public List<Report> check(List<byte[]> jars) throws InterruptedException {
    List<Callable<Report>> each = new ArrayList<>();
    jars.forEach(jar -> each.add(() -> check(jar)));
    List<Report> reports = new ArrayList<>();
    try (ExecutorService beside =
        Executors.newFixedThreadPool(beside(Runtime.getRuntime().availableProcessors()))) {
      for (Future<Report> report : beside.invokeAll(each)) {
        reports.add(report.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The kit could not try all of them", e);
    }
    return reports;
  }

  /** How many are tried at the same time: one a processor, as far as memory goes. */
  static int beside(int processors) {
    return Math.min(processors, MOST_BESIDE);
  }

  /**
   * @return a finding for each check, whatever the plugin does
   */
  public Report check(byte[] jar) throws InterruptedException {
    Path folder = folder();
    try {
      Path file = Files.write(folder.resolve("plugin.jar"), jar);
      String end = run(file, folder);
      return report(jar, complete(findings(folder.resolve("findings")), end));
    } catch (IOException e) {
      throw new UncheckedIOException("The kit's process could not be started", e);
    } finally {
      delete(folder);
    }
  }

  /** Runs it; says how it ended, or nothing if well. */
  private String run(Path jar, Path folder) throws IOException, InterruptedException {
    Path printed = folder.resolve("printed");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // What only the JDK's caches hold, softly, is given back when memory is short: of
                // any record that was compared, its class is in one. It is no leak.
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Djava.io.tmpdir=" + folder,
                "-Dslf4j.internal.verbosity=ERROR",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                KitProcess.class.getName(),
                jar.toString(),
                folder.resolve("findings").toString(),
                folder.resolve("felix").toString())
            // Relative entries of the class path count from here.
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    // The tokens and passwords of whoever runs it are none of the plugin's business.
    builder.environment().clear();
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return "it did not end within " + longest.toSeconds() + " s";
      }
      return process.exitValue() == 0
          ? ""
          : "it ended the process with " + process.exitValue() + tail(printed);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String tail(Path printed) throws IOException {
    String text = new String(Files.readAllBytes(printed), StandardCharsets.UTF_8).strip();
    String tail = text.substring(Math.max(0, text.length() - TAIL)).replaceAll("\\s+", " ");
    return tail.isEmpty() ? "" : " (" + tail + ")";
  }

  private static List<Finding> findings(Path file) throws IOException {
    List<Finding> findings = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        findings.add(JSON.readValue(line, Finding.class));
      }
    }
    return findings;
  }

  /** The first check without a finding is the one in which the process ended. */
  private static List<Finding> complete(List<Finding> found, String end) {
    List<Finding> all = new ArrayList<>(found);
    boolean first = true;
    for (Check check : Check.values()) {
      if (found.stream().noneMatch(finding -> finding.check() == check)) {
        all.add(
            first && !end.isEmpty()
                ? Finding.fail(check, "In this check " + end + ".")
                : Finding.notApplicable(check, "not reached"));
        first = false;
      }
    }
    return all;
  }

  private static Report report(byte[] jar, List<Finding> findings) throws IOException {
    Attributes headers = new Attributes();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
      Manifest manifest = in.getManifest();
      if (manifest != null) {
        headers = manifest.getMainAttributes();
      }
    }
    String name = headers.getValue("Bundle-SymbolicName");
    String version = headers.getValue("Bundle-Version");
    return new Report(
        1,
        name == null ? "" : name.split(";", 2)[0].strip(),
        version == null ? "" : version,
        sha256(jar),
        findings);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("studio-kit").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("There is no room for the kit's process", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) walk.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be removed", e);
    }
  }
}
