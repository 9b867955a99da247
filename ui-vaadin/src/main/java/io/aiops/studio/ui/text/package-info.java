/** Numbers and times as people read them. */
@NullMarked
package io.aiops.studio.ui.text;

import org.jspecify.annotations.NullMarked;
