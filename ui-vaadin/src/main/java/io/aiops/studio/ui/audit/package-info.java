/** Who did what. */
@NullMarked
package io.aiops.studio.ui.audit;

import org.jspecify.annotations.NullMarked;
