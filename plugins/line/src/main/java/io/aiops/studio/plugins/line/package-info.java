/**
 * How bundles speak HTTP: connections that are kept, calls that an interrupt ends, and answers that
 * are bounded in time and size. Each bundle that uses it carries its own copy inside.
 */
@NullMarked
package io.aiops.studio.plugins.line;

import org.jspecify.annotations.NullMarked;
