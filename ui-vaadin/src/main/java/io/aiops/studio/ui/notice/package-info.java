/** How the pages say what happened and what happens next. */
@NullMarked
package io.aiops.studio.ui.notice;

import org.jspecify.annotations.NullMarked;
