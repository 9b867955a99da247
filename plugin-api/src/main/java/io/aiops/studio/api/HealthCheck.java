package io.aiops.studio.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether an agent, a model provider, a connector or an observer can serve. Let the class that
 * has {@link Provides} implement it as well, if you want that.
 *
 * <p>The studio asks once whenever it has started the plugin, before it gets any work: when it is
 * installed, and on every node at each start. Look at what must be there for any call, such as a
 * library that loads; what a connection or a secret has to be configured for is not known here, and
 * outside systems that are away for a while are no reason to say no.
 */
@ConsumerType
public interface HealthCheck {

  /**
   * Returns if it can serve. It has a few seconds, together with all else that starting takes.
   *
   * @throws Exception if it cannot: its text is shown to administrators, the plugin does not serve,
   *     and if it was to take the place of another version, that one goes on
   */
  void check() throws Exception;
}
