package io.aiops.studio.host.messaging;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.server.ActiveMQComponent;
import org.apache.activemq.artemis.spi.core.protocol.AbstractRemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.BaseConnectionLifeCycleListener;
import org.apache.activemq.artemis.spi.core.remoting.Connection;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;

/**
 * The connection every session of the broker's must have, also one within its own process. Nothing
 * is ever sent over it.
 */
final class InsideConnection extends AbstractRemotingConnection {

  private InsideConnection(InVMConnection transport, ArtemisExecutor executor) {
    super(transport, executor);
  }

  static InsideConnection of(ArtemisExecutor executor) {
    return new InsideConnection(
        new InVMConnection(0, (id, buffer) -> {}, new Unheard(), executor), executor);
  }

  @Override
  public String getProtocolName() {
    return "CORE";
  }

  @Override
  public void fail(ActiveMQException failure, String scaleDownTo) {
    destroyed = true;
    callFailureListeners(failure, scaleDownTo);
    callClosingListeners();
  }

  @Override
  public void destroy() {
    destroyed = true;
    callClosingListeners();
  }

  @Override
  public void disconnect(boolean criticalError) {
    destroy();
  }

  @Override
  public void disconnect(String scaleDownTo, boolean criticalError) {
    destroy();
  }

  private static final class Unheard implements BaseConnectionLifeCycleListener<Object> {
    @Override
    public void connectionCreated(
        ActiveMQComponent component, Connection connection, Object protocol) {}

    @Override
    public void connectionDestroyed(Object connectionId, boolean failed) {}

    @Override
    public void connectionException(Object connectionId, ActiveMQException failure) {}

    @Override
    public void connectionReadyForWrites(Object connectionId, boolean ready) {}
  }
}
