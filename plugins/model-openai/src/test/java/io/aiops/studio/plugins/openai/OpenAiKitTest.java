package io.aiops.studio.plugins.openai;

import io.aiops.studio.plugins.testkit.CompatibilityContract;

final class OpenAiKitTest extends CompatibilityContract {}
