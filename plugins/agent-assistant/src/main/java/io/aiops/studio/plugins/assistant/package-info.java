/** A language-model agent that calls tools within bounds. */
@NullMarked
package io.aiops.studio.plugins.assistant;

import org.jspecify.annotations.NullMarked;
