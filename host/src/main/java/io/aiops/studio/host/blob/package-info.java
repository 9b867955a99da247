/**
 * Large values, each kept once under the hash of its content. What is larger than 64 KiB leaves the
 * event it is part of by itself and comes back when the event is read; the event's text, and so its
 * hash, is the same with and without.
 */
@NullMarked
package io.aiops.studio.host.blob;

import org.jspecify.annotations.NullMarked;
