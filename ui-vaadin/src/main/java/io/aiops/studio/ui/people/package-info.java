/** Members of the workspace, the person's own password and tokens. */
@NullMarked
package io.aiops.studio.ui.people;

import org.jspecify.annotations.NullMarked;
