/** Executions: the list, one of them step by step, and starting another. */
@NullMarked
package io.aiops.studio.ui.execution;

import org.jspecify.annotations.NullMarked;
