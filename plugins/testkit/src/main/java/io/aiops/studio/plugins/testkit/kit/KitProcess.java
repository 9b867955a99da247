package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.plugins.testkit.TestFramework;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goes through the checks in a process that is there for them alone, and writes each finding down
 * at once: the plugin may end the process.
 */
final class KitProcess {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final TestFramework framework;
  private final byte[] jar;
  private final Path findings;
  private final Overheard overheard;
  private final Outside outside;
  private Samples samples = Samples.none();

  private KitProcess(
      TestFramework framework, byte[] jar, Path findings, Overheard overheard, Outside outside) {
    this.framework = framework;
    this.jar = jar;
    this.findings = findings;
    this.overheard = overheard;
    this.outside = outside;
  }

  /** A check of its own. */
  @FunctionalInterface
  private interface Looking {
    Finding look() throws IOException;
  }

  /**
   * @param arguments the jar, a file for the findings, a folder for the framework
   */
  public static void main(String[] arguments) throws Exception {
    Overheard overheard = Overheard.begin();
    Path folder = Path.of(arguments[2]);
    try (TestFramework framework = new TestFramework(folder);
        Outside outside = new Outside()) {
      byte[] jar = Files.readAllBytes(Path.of(arguments[0]));
      new KitProcess(framework, jar, Path.of(arguments[1]), overheard, outside).run();
    }
    // What the plugin left running does not keep the process.
    Runtime.getRuntime().halt(0);
  }

  private void run() throws IOException {
    warmUp();
    Set<Thread> threads = ThreadsCheck.now();
    Used used = use();
    if (used == null) {
      return;
    }
    Finding left = check(Check.THREADS, () -> ThreadsCheck.of(threads));
    check(
        Check.CLASS_LOADER,
        () ->
            !used.ended()
                ? Finding.notApplicable(Check.CLASS_LOADER, "a call of it still runs")
                : left.verdict() == Finding.Verdict.FAIL
                    ? Finding.notApplicable(
                        Check.CLASS_LOADER, "its threads that are left hold its classes")
                    : used.loader().run());
    check(Check.HOT_SWAP, () -> HotSwapCheck.of(framework, jar, samples));
  }

  /**
   * What is left of the plugin after its use: nothing in this process holds it any more.
   *
   * @param ended whether all calls of it have ended
   */
  private record Used(boolean ended, ClassLoaderCheck loader) {}

  private @org.jspecify.annotations.Nullable Used use() throws IOException {
    long begun = System.nanoTime();
    Subject subject;
    try {
      subject = Subject.start(framework, "subject", jar);
      samples = subject.resource(Samples.PATH).map(this::samples).orElseGet(Samples::none);
    } catch (AssertionError e) {
      write(Finding.fail(Check.CONTRACT, String.valueOf(e.getMessage())).took(since(begun)));
      return null;
    }
    Probes probes = Probes.of(subject.offers(), samples);
    check(Check.CONTRACT, () -> ContractCheck.of(subject, probes, samples));
    check(Check.SCHEMAS, () -> SchemasCheck.of(subject, samples));
    check(Check.IDEMPOTENCE, () -> IdempotenceCheck.of(subject, probes, samples, outside));
    check(Check.CANCELLATION, () -> CancellationCheck.of(subject, probes));
    check(Check.FAILURES, () -> FailuresCheck.of(subject, probes));
    check(Check.SECRETS, () -> SecretsCheck.of(subject, probes, overheard::text));
    ClassLoaderCheck loader = new ClassLoaderCheck(subject.loader());
    return new Used(subject.end(), loader);
  }

  private Samples samples(String text) {
    try {
      String folder = Files.createTempDirectory("samples").toString();
      Samples read =
          Samples.parse(text.replace("${outside}", outside.url()).replace("${folder}", folder));
      read.all().values().forEach(of -> outside.answers(of.outside()));
      return read;
    } catch (IOException e) {
      throw new AssertionError("There is no room for the samples' folder", e);
    }
  }

  private Finding check(Check check, Looking looking) throws IOException {
    long begun = System.nanoTime();
    Finding finding;
    try {
      finding = looking.look();
    } catch (AssertionError e) {
      finding = Finding.fail(check, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Such as a list of tools that throws: called here, and the plugin's own fault.
      finding = Finding.fail(check, "It threw " + e + " when it was looked at.");
    }
    Finding timed = finding.took(since(begun));
    write(timed);
    return timed;
  }

  private void write(Finding finding) throws IOException {
    Files.writeString(
        findings,
        JSON.writeValueAsString(finding) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static long since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }

  /** So that the threads of virtual threads are there before the plugin is. */
  private static void warmUp() {
    try {
      Thread.ofVirtual().start(() -> LockSupport.parkNanos(1)).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
