/** Metrics and plugin observers, fed from events. */
@NullMarked
package io.aiops.studio.host.observer;

import org.jspecify.annotations.NullMarked;
