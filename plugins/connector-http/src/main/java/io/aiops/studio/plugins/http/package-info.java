/** Calls of web addresses: what may be called, how far, how long, and what an answer means. */
@NullMarked
package io.aiops.studio.plugins.http;

import org.jspecify.annotations.NullMarked;
