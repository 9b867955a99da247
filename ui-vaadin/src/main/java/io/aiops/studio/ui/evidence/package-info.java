/** What was found out about a package before anything of it is loaded. */
@NullMarked
package io.aiops.studio.ui.evidence;

import org.jspecify.annotations.NullMarked;
