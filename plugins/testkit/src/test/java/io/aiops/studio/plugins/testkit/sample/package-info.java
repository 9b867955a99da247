/** A plugin as an author writes it. */
@NullMarked
package io.aiops.studio.plugins.testkit.sample;

import org.jspecify.annotations.NullMarked;
