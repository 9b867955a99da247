package io.aiops.studio.plugins.simulated;

import io.aiops.studio.plugins.testkit.CompatibilityContract;

final class SimulatedKitTest extends CompatibilityContract {}
