/** The smallest agent. */
@NullMarked
package io.aiops.studio.plugins.echo;

import org.jspecify.annotations.NullMarked;
