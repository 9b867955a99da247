/** JSON-like values on the screen: text, files, reports. */
@NullMarked
package io.aiops.studio.ui.value;

import org.jspecify.annotations.NullMarked;
