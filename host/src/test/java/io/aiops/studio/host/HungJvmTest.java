package io.aiops.studio.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.io.TempDir;

/** In JVMs of their own, which end by it. */
class HungJvmTest {

  @TempDir private Path folder;

  @Test
  void a_test_that_goes_on_after_its_time_out_ends_the_jvm_and_is_named() throws Exception {
    assertThat(run("goes on")).isEqualTo(HungJvm.EXIT_CODE);
    assertThat(Files.readString(folder.resolve("err")))
        .contains("io.aiops.studio.host.HungJvmTest", "goes on though it was interrupted")
        .as("where it waits")
        .contains("HungJvmTest$Jvm.main");
  }

  @Test
  void one_that_ends_does_not() throws Exception {
    assertThat(run("ends")).isZero();
  }

  @Test
  void one_that_leaves_no_carrier_ends_the_jvm_and_is_named() throws Exception {
    assertThat(run("computes")).isEqualTo(HungJvm.EXIT_CODE);
    assertThat(Files.readString(folder.resolve("err")))
        .contains("io.aiops.studio.host.HungJvmTest", "no virtual thread runs")
        .as("what computes")
        .contains("HungJvmTest$Jvm.compute");
  }

  @Test
  void one_that_leaves_nothing_does_not() throws Exception {
    assertThat(run("leaves nothing")).isZero();
  }

  private int run(String what) throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Jvm.class.getName(),
                what)
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    try {
      assertThat(jvm.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
      return jvm.exitValue();
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** As the one in which the tests run. */
  static final class Jvm {

    private static final List<AutoCloseable> CLOSED_AT_ITS_END = new ArrayList<>();

    private Jvm() {}

    public static void main(String[] arguments) throws Exception {
      // What has to come soon comes in a minute, what never comes is not waited for so long.
      switch (arguments[0]) {
        case "goes on" -> {
          timeOut(Duration.ofMillis(100));
          new CountDownLatch(1).await();
        }
        case "ends" -> {
          timeOut(Duration.ofSeconds(3));
          CLOSED_AT_ITS_END.getFirst().close();
          // Longer than it is waited for.
          assertThat(new CountDownLatch(1).await(4, TimeUnit.SECONDS)).isFalse();
        }
        case "computes" -> {
          for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
            Thread.ofVirtual().start(Jvm::compute);
          }
          new HungJvm(Duration.ofSeconds(3)).afterAll(test());
        }
        default -> new HungJvm(Duration.ofMinutes(1)).afterAll(test());
      }
    }

    private static void compute() {
      while (true) {
        Thread.onSpinWait();
      }
    }

    private static void timeOut(Duration patience) {
      new HungJvm(patience)
          .beforeThreadInterrupt(
              proxy(PreInterruptContext.class, (proxy, method, arguments) -> null), test());
    }

    private static ExtensionContext test() {
      ExtensionContext.Store store =
          proxy(
              ExtensionContext.Store.class,
              (proxy, method, arguments) -> CLOSED_AT_ITS_END.add((AutoCloseable) arguments[1]));
      return proxy(
          ExtensionContext.class,
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "getRequiredTestClass" -> HungJvmTest.class;
                case "getTestMethod" -> Optional.empty();
                default -> store;
              });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
  }
}
