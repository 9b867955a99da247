/**
 * What plugins want, what an administrator has granted of it, and whether one thing that a plugin
 * asks for at work is within that. Whatever is not declared and granted is refused, and written
 * down.
 */
@NullMarked
package io.aiops.studio.host.grant;

import org.jspecify.annotations.NullMarked;
