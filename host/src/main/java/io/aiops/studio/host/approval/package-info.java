/** What executions ask people: who may decide, what was decided, and links for those outside. */
@NullMarked
package io.aiops.studio.host.approval;

import org.jspecify.annotations.NullMarked;
