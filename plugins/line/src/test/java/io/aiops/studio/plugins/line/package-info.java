/** Connections to servers with moods. */
@NullMarked
package io.aiops.studio.plugins.line;

import org.jspecify.annotations.NullMarked;
