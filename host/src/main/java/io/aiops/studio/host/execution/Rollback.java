package io.aiops.studio.host.execution;

import org.jspecify.annotations.Nullable;

/**
 * What a step is told that is run again because its result was found wrong.
 *
 * @param diagnosis what is wrong with it, in words
 * @param output what it had come to; null if it had not ended
 */
public record Rollback(String diagnosis, @Nullable Object output) {}
