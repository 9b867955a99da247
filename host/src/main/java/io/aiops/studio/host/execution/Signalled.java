package io.aiops.studio.host.execution;

/**
 * What signals an execution has had.
 *
 * @param kept about how many no step has taken
 * @param known whether the one that was asked for has come
 */
public record Signalled(long kept, boolean known) {}
