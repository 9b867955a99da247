/** One agent cut out of a workflow, so that it is a workflow of its own. */
@NullMarked
package io.aiops.studio.marketplace.cutting;

import org.jspecify.annotations.NullMarked;
