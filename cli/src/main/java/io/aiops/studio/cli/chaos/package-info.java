/** Kills a cluster's processes in the middle of many executions and counts what the outside saw. */
@NullMarked
package io.aiops.studio.cli.chaos;

import org.jspecify.annotations.NullMarked;
