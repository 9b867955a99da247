package io.aiops.studio.host.trigger;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts executions of a workflow by itself, as the person who saved it.
 *
 * @param id the hook's address and the message property's value
 * @param name unique in the workspace
 * @param workflow what it starts
 * @param version null for the newest at the time
 * @param inputs the execution's, with <code>{{ expressions }}</code> over {@code event} and {@code
 *     trigger}; empty to take the body or the output as it is
 * @param enabled false: nothing fires but by hand
 * @param nextAt when a schedule fires next; null if it does not
 * @param actsAs user name of who saved it last: executions are theirs, and need their right to run
 */
public record Trigger(
    UUID id,
    String name,
    String workflow,
    @Nullable Integer version,
    Map<String, @Nullable Object> inputs,
    Source source,
    boolean enabled,
    @Nullable Instant nextAt,
    String actsAs,
    Instant changedAt) {

  /** The same, enabled or not. */
  Trigger enabled(boolean whether, @Nullable Instant next, Instant at) {
    return new Trigger(id, name, workflow, version, inputs, source, whether, next, actsAs, at);
  }
}
