/** Shows that the simulated model speaks about what it was given. */
@NullMarked
package io.aiops.studio.plugins.simulated;

import org.jspecify.annotations.NullMarked;
