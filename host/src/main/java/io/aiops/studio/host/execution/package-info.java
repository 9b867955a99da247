/** One run: its state as a fold over events, the events, and the repository port. */
@NullMarked
package io.aiops.studio.host.execution;

import org.jspecify.annotations.NullMarked;
