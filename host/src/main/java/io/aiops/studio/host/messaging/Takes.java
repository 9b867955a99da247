package io.aiops.studio.host.messaging;

import java.util.Set;

/**
 * Which tasks a worker takes.
 *
 * @param concurrency so many at the same time, of all pools
 * @param lanes whose tasks there may be
 */
record Takes(int concurrency, Set<String> pools, Lanes lanes) {}
