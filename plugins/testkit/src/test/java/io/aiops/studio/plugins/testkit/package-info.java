/** Shows that the contracts accept good plugins and catch bad ones. */
@NullMarked
package io.aiops.studio.plugins.testkit;

import org.jspecify.annotations.NullMarked;
