package io.aiops.studio.host.taskqueue;

import java.util.UUID;

/** Where tasks of a workspace for a pool wait: a queue of their own. */
public record Lane(String pool, UUID workspaceId) {}
