/** The port between engine and worker: a task out, an outcome back. */
@NullMarked
package io.aiops.studio.host.taskqueue;

import org.jspecify.annotations.NullMarked;
