/** Who sits in front of the browser, and which pages they may open. */
@NullMarked
package io.aiops.studio.ui.access;

import org.jspecify.annotations.NullMarked;
