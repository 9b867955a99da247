/** The queues between engine and workers, live. */
@NullMarked
package io.aiops.studio.ui.queue;

import org.jspecify.annotations.NullMarked;
