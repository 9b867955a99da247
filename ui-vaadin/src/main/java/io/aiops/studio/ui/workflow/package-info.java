/** Workflows: the list, and new ones from a sample or blank. */
@NullMarked
package io.aiops.studio.ui.workflow;

import org.jspecify.annotations.NullMarked;
