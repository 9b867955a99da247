package io.aiops.studio.host.definition;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as its text says it, read and checked.
 *
 * @param name lower case letters, digits and {@code -}; unique in the workspace
 * @param title what people see; the name if the text has none
 * @param description what it is for
 * @param inputs a JSON Schema of type object
 * @param body steps and edges
 * @param output a JSON-like value whose strings may hold <code>{{ expressions }}</code>; the
 *     execution's output; null if the text has none: then the outputs of the last steps
 * @param queueing how its executions' work queues
 * @param plugins versions that its executions keep to, by the name of the plugin; of all others
 *     whichever serves
 * @param sla how long an execution should take at most; null if nothing is promised
 */
public record Workflow(
    String name,
    String title,
    String description,
    Map<String, @Nullable Object> inputs,
    Body body,
    @Nullable Object output,
    Queueing queueing,
    Map<String, String> plugins,
    @Nullable Duration sla) {}
