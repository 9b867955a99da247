/**
 * This studio's own catalog: what is submitted, looked at and let in, what is withdrawn, and how it
 * is issued for others. Nothing that was submitted is ever changed.
 */
@NullMarked
package io.aiops.studio.marketplace.publishing;

import org.jspecify.annotations.NullMarked;
