/** Running workflows and looking at what ran. */
@NullMarked
package io.aiops.studio.cli.execution;

import org.jspecify.annotations.NullMarked;
