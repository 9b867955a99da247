/**
 * One run: its state as a fold over events, the events, and the repository port.
 *
 * <p>A new event has one line in {@code ExecutionState.apply}. What it changes about a step is a
 * method of {@code StepState}; a topic with a memory of its own is a class of its own, as {@code
 * OpenApprovals}, {@code RunningChildren} and {@code Undos} are, and folds its events itself.
 */
@NullMarked
package io.aiops.studio.host.execution;

import org.jspecify.annotations.NullMarked;
