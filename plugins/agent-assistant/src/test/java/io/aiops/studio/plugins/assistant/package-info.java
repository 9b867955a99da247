/** Shows the assistant within its bounds. */
@NullMarked
package io.aiops.studio.plugins.assistant;

import org.jspecify.annotations.NullMarked;
