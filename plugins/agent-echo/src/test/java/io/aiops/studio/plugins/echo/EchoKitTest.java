package io.aiops.studio.plugins.echo;

import io.aiops.studio.plugins.testkit.CompatibilityContract;

final class EchoKitTest extends CompatibilityContract {}
