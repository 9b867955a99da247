package io.aiops.studio.host;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Ends this JVM and names the test when it would harm the others: one that goes on though it was
 * interrupted at its time-out, and one that leaves all carriers busy, so that whoever needs a
 * virtual thread would wait in vain. What has not been run yet is run in the other JVM.
 */
public final class HungJvm implements PreInterruptCallback, AfterAllCallback {

  /** With which the build says that a JVM crashed. */
  static final int EXIT_CODE = 86;

  private static final Namespace HERE = Namespace.create(HungJvm.class);

  private final Duration patience;

  /** For JUnit, which finds it in META-INF/services. */
  public HungJvm() {
    this(Duration.ofMinutes(2));
  }

  HungJvm(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext test) {
    CountDownLatch ended = new CountDownLatch(1);
    test.getStore(HERE).put(interrupt, (AutoCloseable) ended::countDown);
    Thread.ofPlatform()
        .daemon()
        .name("hung")
        .start(() -> {
          if (!within(ended, patience)) {
            end(test, "goes on though it was interrupted at its time-out");
          }
        });
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    CountDownLatch runs = new CountDownLatch(1);
    Thread.ofVirtual().start(runs::countDown);
    if (!within(runs, patience)) {
      end(tests, "left so much behind that computes that no virtual thread runs any more");
    }
  }

  private static boolean within(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static void end(ExtensionContext test, String why) {
    System.err.println(
        "This JVM ends: %s.%s %s. All its threads:"
            .formatted(
                test.getRequiredTestClass().getName(),
                test.getTestMethod().map(method -> method.getName()).orElse(""),
                why));
    System.err.println(threads());
    // What shall be closed at the end, a database for one, must not hold it up.
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          if (!within(new CountDownLatch(1), Duration.ofMinutes(1))) {
            Runtime.getRuntime().halt(EXIT_CODE);
          }
        });
    System.exit(EXIT_CODE);
  }

  /** Virtual ones too. */
  private static String threads() {
    try {
      Path folder = Files.createTempDirectory("studio-hung");
      Path file = folder.resolve("threads");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      String threads = Files.readString(file);
      Files.delete(file);
      Files.delete(folder);
      return threads;
    } catch (IOException e) {
      return "They cannot be told: " + e;
    }
  }
}
