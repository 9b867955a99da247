/**
 * Runs a task in its limits: agent, model, tool. With observer the only place that calls foreign
 * code.
 */
@NullMarked
package io.aiops.studio.host.worker;

import org.jspecify.annotations.NullMarked;
