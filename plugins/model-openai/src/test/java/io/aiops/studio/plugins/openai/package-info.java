/** Shows the provider at work against a local service that speaks OpenAI's wire format. */
@NullMarked
package io.aiops.studio.plugins.openai;

import org.jspecify.annotations.NullMarked;
