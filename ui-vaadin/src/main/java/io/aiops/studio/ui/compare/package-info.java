/** What differs between two values, side by side. */
@NullMarked
package io.aiops.studio.ui.compare;

import org.jspecify.annotations.NullMarked;
