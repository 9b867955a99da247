/** Failures that are the caller's to mend, with the field, the value seen and what was expected. */
@NullMarked
package io.aiops.studio.host.problem;

import org.jspecify.annotations.NullMarked;
