/** Plugins: upload, state, what each contributes. */
@NullMarked
package io.aiops.studio.ui.plugin;

import org.jspecify.annotations.NullMarked;
