package io.aiops.studio.host.messaging;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a connection keeps of the sessions it had. */
class InquiryTest {

  @RegisterExtension private final TestBroker broker = new TestBroker();

  @Test
  void of_one_that_is_closed_nothing_is_kept() throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(EmbeddedBroker.URL);
        ClientSessionFactory connection = locator.createSessionFactory()) {
      WeakReference<ClientSession> asked = asked(connection);
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> gone(asked));
    }
  }

  @Test
  void of_a_session_that_was_opened_anew_nothing_is_kept() throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(EmbeddedBroker.URL);
        ClientSessionFactory connection = locator.createSessionFactory()) {
      WeakReference<ClientSession> used = used(connection);
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> gone(used));
    }
  }

  private static WeakReference<ClientSession> asked(ClientSessionFactory connection)
      throws Exception {
    ClientSession session = connection.createSession();
    try (Inquiry inquiry = new Inquiry(session)) {
      inquiry.manage(
          message -> ManagementHelper.putOperationInvocation(message, "broker", "getQueueNames"),
          answer -> answer);
    }
    return new WeakReference<>(session);
  }

  private static WeakReference<ClientSession> used(ClientSessionFactory connection)
      throws Exception {
    ClientSession session = connection.createTransactedSession();
    new RemoteSession(session, 1024).close();
    return new WeakReference<>(session);
  }

  private static boolean gone(WeakReference<?> of) {
    System.gc();
    return of.get() == null;
  }
}
