package io.aiops.studio.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of outside system. People configure it as a connection; each call gets that connection's
 * {@link CallContext#settings()}.
 */
@ConsumerType
public interface Connector {

  /** What it can do. Asked once, after activation; the same list for every connection. */
  List<Tool> tools();
}
