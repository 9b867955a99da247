package io.aiops.studio.plugins.http;

import io.aiops.studio.plugins.testkit.CompatibilityContract;

final class HttpKitTest extends CompatibilityContract {}
