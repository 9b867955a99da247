/** Checking, saving and listing workflows. */
@NullMarked
package io.aiops.studio.cli.workflow;

import org.jspecify.annotations.NullMarked;
