package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.Tool;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.grant.Rights;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out what active plugins contribute, to the worker and the observer. A lease keeps the
 * plugin from being stopped under its user; it also knows the plugin's class loader.
 */
public interface PluginRegistry {

  /**
   * @param service the plugin's object: valid until the lease is closed
   * @param contribution what it said of itself
   */
  interface Lease<T> extends AutoCloseable {
    T service();

    PluginView.Contribution contribution();

    ClassLoader classLoader();

    /** What the version it leases may have of the host. */
    Rights rights();

    /** Name and version of the plugin that it is of, for a sentence about it. */
    String plugin();

    /**
     * A call of it begins.
     *
     * @param quiet for how long it has given no sign of life; asked from time to time
     * @param giveUp ends it as failed whatever its code does: it hangs, and its version was taken
     *     back; called at most once
     * @return to be closed when it has ended
     */
    Call begins(Supplier<Duration> quiet, Runnable giveUp);

    /** A call of it went well. */
    void succeeded();

    /**
     * A call of it failed.
     *
     * @return true if that is not to be counted: the version has just taken another's place and is
     *     on trial, or was taken back. What failed is to be tried again, on whichever serves then
     */
    boolean failed();

    /** Secrets that a call of it is lent: from then on they are taken out of its log. */
    void lent(List<String> secrets);

    /**
     * Why a call of it failed, for its log.
     *
     * @param workspaceId that the call was for; null if for none
     */
    void note(@Nullable UUID workspaceId, String why);

    /** The tools of a connector by name; empty for others. */
    Optional<Tool> tool(String name);

    @Override
    void close();
  }

  /** One that has begun. */
  interface Call extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param name of an agent; with {@code @1.2.0} after it, as that version of the plugin that
   *     offers it has it, whichever serves
   */
  Optional<Lease<Agent>> agent(String name);

  Optional<Lease<ModelProvider>> model(String name);

  Optional<Lease<Connector>> connector(String name);

  /**
   * The same, but of these plugins what they offer in that version, whichever serves.
   *
   * @param versions by the name of the plugin
   */
  PluginRegistry keepingTo(Map<String, String> versions);

  /** Whether a plugin is here, and was once in that version: then one can keep to it. */
  boolean keeps(String plugin, String version);

  List<Lease<WorkflowObserver>> observers();

  /** Whether this node lacks something that the plugin set has: then another may have it. */
  boolean behind();

  /** What is known now, without leasing. */
  List<PluginView.Contribution> contributions();
}
