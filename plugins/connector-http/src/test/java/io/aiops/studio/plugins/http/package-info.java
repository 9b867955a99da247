/** The HTTP connector against a real server with moods, and addresses that must not be called. */
@NullMarked
package io.aiops.studio.plugins.http;

import org.jspecify.annotations.NullMarked;
