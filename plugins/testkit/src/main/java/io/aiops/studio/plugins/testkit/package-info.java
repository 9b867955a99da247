/**
 * Contract tests and fakes for those who write a plugin. A test extends the contract of what it
 * tests, fills its abstract methods, and admits by {@link
 * io.aiops.studio.plugins.testkit.Capability} what its plugin cannot do.
 */
@NullMarked
package io.aiops.studio.plugins.testkit;

import org.jspecify.annotations.NullMarked;
