/** Measures a studio as it stands: cold start, memory, steps per second. */
@NullMarked
package io.aiops.studio.cli.bench;

import org.jspecify.annotations.NullMarked;
