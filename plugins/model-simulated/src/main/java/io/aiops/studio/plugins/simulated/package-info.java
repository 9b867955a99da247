/** A model provider that asks no model: its answers come from the prompt. */
@NullMarked
package io.aiops.studio.plugins.simulated;

import org.jspecify.annotations.NullMarked;
