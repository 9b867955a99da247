/** The program behind {@code ./studio} for all that talks to a server. */
@NullMarked
package io.aiops.studio.cli;

import org.jspecify.annotations.NullMarked;
