/** Publishes the facts that were appended, to whoever watches. */
@NullMarked
package io.aiops.studio.host.event;

import org.jspecify.annotations.NullMarked;
