package io.aiops.studio.host.execution;

import java.util.UUID;

/**
 * One of the bounded number of places at a connection: who has it may call what lies behind.
 *
 * @param connectionId of the connection
 * @param connection its name, for people
 */
public record Place(UUID connectionId, String connection) {}
