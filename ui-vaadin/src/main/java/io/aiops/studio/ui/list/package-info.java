/** Lists and tables: read a page at a time, and fit for narrow windows. */
@NullMarked
package io.aiops.studio.ui.list;

import org.jspecify.annotations.NullMarked;
