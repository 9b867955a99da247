package io.aiops.studio.host.crash;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** Between a process and its broker: a commit is a durable operation, and the dead say nothing. */
public final class CutPackets implements Interceptor {

  private final Cut cut = Cut.CURRENT.get();

  @Override
  public boolean intercept(Packet packet, RemotingConnection connection) throws ActiveMQException {
    if (packet.getType() == PacketImpl.SESS_COMMIT) {
      try {
        cut.pass("broker commit by " + Thread.currentThread().getName());
      } catch (Cut.DeadException e) {
        throw new ActiveMQException(e.getMessage());
      }
    }
    return !cut.dead();
  }
}
