/** What administrators say of the workspace as a whole. */
@NullMarked
package io.aiops.studio.ui.workspace;

import org.jspecify.annotations.NullMarked;
