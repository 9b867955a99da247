/** The marketplace in {@code /api/v1}, below {@code /catalog}. */
@NullMarked
package io.aiops.studio.marketplace.rest;

import org.jspecify.annotations.NullMarked;
