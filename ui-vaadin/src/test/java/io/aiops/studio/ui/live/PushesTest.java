package io.aiops.studio.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.AtmospherePushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.atmosphere.cpr.AtmosphereResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushesTest {

  /** The session's: whoever closes a socket may need it on another thread before that ends. */
  private final ReentrantLock lock = new ReentrantLock();

  private final AtomicReference<@Nullable Thread> closed = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> other = new AtomicReference<>();

  private static AtmosphereResource resource(Runnable close) {
    return (AtmosphereResource)
        Proxy.newProxyInstance(
            PushesTest.class.getClassLoader(),
            new Class<?>[] {AtmosphereResource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                close.run();
              }
              return method.getReturnType() == boolean.class ? false : null;
            });
  }

  private void closedUnderTheLock(AtomicReference<@Nullable Thread> by) {
    lock.lock();
    try {
      by.set(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  @Test
  void whoever_holds_the_sessions_lock_does_not_wait_for_the_socket() {
    PushConnectionFactory factory =
        ServiceLoader.load(PushConnectionFactory.class).findFirst().orElseThrow();
    AtmospherePushConnection push = (AtmospherePushConnection) factory.apply(new UI());
    push.connect(resource(() -> closedUnderTheLock(closed)));
    lock.lock();
    try {
      push.disconnect();
      assertThat(push.isConnected()).isFalse();
      push.disconnect();
      push.connect(resource(() -> closedUnderTheLock(other)));
      assertThat(closed.get()).as("as long as the lock is held").isNull();
    } finally {
      lock.unlock();
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> closed.get() != null);
    assertThat(closed.get()).isNotEqualTo(Thread.currentThread());
    assertThat(push.isConnected()).as("by the later socket").isTrue();
    assertThat(other.get()).isNull();
  }
}
