/** Decides what comes next (pure), and applies it, one transaction per batch. */
@NullMarked
package io.aiops.studio.host.engine;

import org.jspecify.annotations.NullMarked;
