/** The marketplace in {@code /api/v1}: {@code /catalog} and {@code /templates/shared}. */
@NullMarked
package io.aiops.studio.marketplace.rest;

import org.jspecify.annotations.NullMarked;
