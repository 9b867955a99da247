/** Plugins that each break one thing the kit looks at, and one that breaks none. */
@NullMarked
package io.aiops.studio.plugins.testkit.kit.bad;

import org.jspecify.annotations.NullMarked;
