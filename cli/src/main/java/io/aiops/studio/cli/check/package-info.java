/** Asking a server what is wrong with it. */
@NullMarked
package io.aiops.studio.cli.check;

import org.jspecify.annotations.NullMarked;
