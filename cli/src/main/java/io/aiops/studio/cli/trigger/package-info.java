/** What starts executions by itself, from the shell: looked at, saved, switched, fired. */
@NullMarked
package io.aiops.studio.cli.trigger;

import org.jspecify.annotations.NullMarked;
