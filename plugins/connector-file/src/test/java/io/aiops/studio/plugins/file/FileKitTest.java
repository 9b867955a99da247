package io.aiops.studio.plugins.file;

import io.aiops.studio.plugins.testkit.CompatibilityContract;

final class FileKitTest extends CompatibilityContract {}
