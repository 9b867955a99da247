/** How work waits, from the shell: commands that were put aside, and how much may run at a time. */
@NullMarked
package io.aiops.studio.cli.queue;

import org.jspecify.annotations.NullMarked;
