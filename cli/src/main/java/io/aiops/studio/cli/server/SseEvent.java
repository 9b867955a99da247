package io.aiops.studio.cli.server;

import org.jspecify.annotations.Nullable;

/**
 * One Server-Sent Event.
 *
 * @param id null if it has none: it cannot be resumed after
 * @param name {@code message} if the server gave none
 */
record SseEvent(@Nullable String id, String name, String data) {}
