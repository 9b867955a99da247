@NullMarked
package io.aiops.studio.plugins.testkit.kit;

import org.jspecify.annotations.NullMarked;
