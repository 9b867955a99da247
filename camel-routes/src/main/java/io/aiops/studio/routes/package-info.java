/**
 * Connectors without Java: makes one of what a bundle's {@code connector.yaml} says. Runs as a
 * bundle of its own beside the plugins, so that they carry nothing but their text.
 */
@NullMarked
package io.aiops.studio.routes;

import org.jspecify.annotations.NullMarked;
