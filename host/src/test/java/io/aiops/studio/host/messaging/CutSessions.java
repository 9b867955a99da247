package io.aiops.studio.host.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;

/** Between a process and the broker in it: where the process can be cut. */
public final class CutSessions {

  private static final int SOON_MILLIS = 10;

  private CutSessions() {}

  /** A broker that gives what was not taken again at once. */
  public static EmbeddedBroker broker(Path folder) {
    return EmbeddedBroker.start(folder, SOON_MILLIS);
  }

  /**
   * A queue on it.
   *
   * @param pass is asked before each commit, and throws if there is to be none
   */
  public static ArtemisTaskQueue queue(EmbeddedBroker broker, Consumer<String> pass, Clock clock) {
    return new ArtemisTaskQueue(() -> cut(broker.session(), pass), clock);
  }

  private static BrokerSession cut(BrokerSession real, Consumer<String> pass) {
    return (BrokerSession)
        Proxy.newProxyInstance(
            BrokerSession.class.getClassLoader(),
            new Class<?>[] {BrokerSession.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit")) {
                try {
                  pass.accept("broker commit by " + Thread.currentThread().getName());
                } catch (RuntimeException e) {
                  throw new ActiveMQException(e.getMessage());
                }
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
