package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Begun by an earlier test, the timer proves nothing here: alone, this one fails without it. */
class JdkTimerTest {

  @Test
  void a_time_out_that_a_plugin_wants_keeps_nothing_of_the_plugin() throws Exception {
    ClassLoader plugin = new ClassLoader() {};
    JdkTimer.begin();
    Thread inside =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().setContextClassLoader(plugin);
              new CompletableFuture<Void>()
                  .completeOnTimeout(null, 1, TimeUnit.MILLISECONDS)
                  .join();
            });
    assertThat(inside.join(Duration.ofMinutes(1))).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .allSatisfy(each ->
            assertThat(each.getContextClassLoader()).as(each.getName()).isNotSameAs(plugin));
  }
}
