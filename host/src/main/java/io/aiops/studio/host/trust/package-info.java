/** Whether a plugin may be let in: who signed it, and what its code would do. */
@NullMarked
package io.aiops.studio.host.trust;

import org.jspecify.annotations.NullMarked;
