/** A model provider for every service that speaks OpenAI's chat completions. */
@NullMarked
package io.aiops.studio.plugins.openai;

import org.jspecify.annotations.NullMarked;
