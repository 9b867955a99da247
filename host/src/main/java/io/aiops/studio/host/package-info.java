/** The studio as a whole: its configuration, and the one place that puts the parts together. */
@NullMarked
package io.aiops.studio.host;

import org.jspecify.annotations.NullMarked;
