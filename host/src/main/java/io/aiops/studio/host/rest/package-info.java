/** Jakarta REST resources under /api/v1. */
@NullMarked
package io.aiops.studio.host.rest;

import org.jspecify.annotations.NullMarked;
