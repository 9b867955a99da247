/** The catalogs: finding, judging, installing, publishing and rating plugins. */
@NullMarked
package io.aiops.studio.ui.marketplace;

import org.jspecify.annotations.NullMarked;
