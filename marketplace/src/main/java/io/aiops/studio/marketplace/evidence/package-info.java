/** What is found out about a version before anything of it is installed. */
@NullMarked
package io.aiops.studio.marketplace.evidence;

import org.jspecify.annotations.NullMarked;
