/** Lets many callers share one commit. */
@NullMarked
package io.aiops.studio.host.batch;

import org.jspecify.annotations.NullMarked;
