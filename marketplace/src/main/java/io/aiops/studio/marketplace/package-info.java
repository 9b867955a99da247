/** Templates: workflows to begin with, each with data to try it on. */
@NullMarked
package io.aiops.studio.marketplace;

import org.jspecify.annotations.NullMarked;
