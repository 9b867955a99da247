package io.aiops.studio.plugins.text;

import io.aiops.studio.plugins.testkit.CompatibilityContract;

final class TextKitTest extends CompatibilityContract {}
