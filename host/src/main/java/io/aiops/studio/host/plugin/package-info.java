/** Embedded Felix: install, start, stop, look up what bundles contribute. */
@NullMarked
package io.aiops.studio.host.plugin;

import org.jspecify.annotations.NullMarked;
