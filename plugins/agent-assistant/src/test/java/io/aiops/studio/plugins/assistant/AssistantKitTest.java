package io.aiops.studio.plugins.assistant;

import io.aiops.studio.plugins.testkit.CompatibilityContract;

final class AssistantKitTest extends CompatibilityContract {}
