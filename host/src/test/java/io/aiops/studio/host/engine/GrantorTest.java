package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.LimitStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.persistence.JdbiLimitStore;
import io.aiops.studio.host.persistence.JdbiPlaceStore;
import io.aiops.studio.host.persistence.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class GrantorTest {

  private final CountDownLatch hasRead = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /** Whoever reads the bounds first is held up before it can do anything with them. */
  private LimitStore held(LimitStore store) {
    AtomicBoolean first = new AtomicBoolean(true);
    return (LimitStore)
        Proxy.newProxyInstance(
            LimitStore.class.getClassLoader(),
            new Class<?>[] {LimitStore.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(store, arguments);
                if (method.getName().equals("workspaces") && first.getAndSet(false)) {
                  hasRead.countDown();
                  goOn.await();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void a_bound_that_is_set_while_others_are_looked_at_counts() throws InterruptedException {
    try (var database = TestDatabase.create();
        Grantor grantor =
            new Grantor(
                held(new JdbiLimitStore(database)),
                new JdbiPlaceStore(database),
                command -> {},
                (caller, act, subject, details) -> {},
                0)) {
      Caller ada =
          new Caller(
              UUID.randomUUID(),
              "ada",
              UUID.randomUUID(),
              Role.ADMINISTRATOR,
              Set.of(Permission.values()),
              true);
      Thread looking = Thread.ofPlatform().start(grantor::look);
      hasRead.await();
      Thread setting = Thread.ofPlatform().start(() -> grantor.bound(ada, 2));
      try {
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(() ->
                setting.getState() == Thread.State.BLOCKED
                    || setting.getState() == Thread.State.TERMINATED);
      } finally {
        goOn.countDown();
      }
      looking.join();
      setting.join();
      assertThat(grantor.bounded(ada.workspaceId())).isTrue();
    }
  }

  @Test
  void places_are_given_though_a_look_threw_an_error() {
    AtomicInteger looks = new AtomicInteger();
    LimitStore store =
        (LimitStore)
            Proxy.newProxyInstance(
                LimitStore.class.getClassLoader(),
                new Class<?>[] {LimitStore.class},
                (proxy, method, arguments) -> {
                  looks.incrementAndGet();
                  throw new NoClassDefFoundError("acme/Gone");
                });
    try (var database = TestDatabase.create();
        Grantor grantor =
            new Grantor(
                store,
                new JdbiPlaceStore(database),
                command -> {},
                (caller, act, subject, details) -> {},
                0)) {
      grantor.run();
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> looks.get() > 2);
    }
  }
}
