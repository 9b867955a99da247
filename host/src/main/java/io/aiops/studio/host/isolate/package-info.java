/**
 * Plugins that are not trusted, each in a process of its own: starts and watches it, and speaks
 * with it over its standard streams. {@link Child} is what runs there; nothing it says is believed
 * before it was looked at.
 */
@NullMarked
package io.aiops.studio.host.isolate;

import org.jspecify.annotations.NullMarked;
