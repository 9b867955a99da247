/**
 * What starts an execution by itself: a schedule, a webhook, a queue, the end of another execution.
 * Whatever raises a firing records it first; the execution is started under a key made from the
 * trigger and the occasion, so that a crash in between neither loses nor doubles it.
 */
@NullMarked
package io.aiops.studio.host.trigger;

import org.jspecify.annotations.NullMarked;
