/** Lists that are read a page at a time. */
@NullMarked
package io.aiops.studio.ui.list;

import org.jspecify.annotations.NullMarked;
