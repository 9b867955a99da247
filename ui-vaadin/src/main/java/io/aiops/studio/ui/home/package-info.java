/** The first page: what to do next. */
@NullMarked
package io.aiops.studio.ui.home;

import org.jspecify.annotations.NullMarked;
