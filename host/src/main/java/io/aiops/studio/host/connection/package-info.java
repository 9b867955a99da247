/** Configured connectors and model providers, with their secrets. */
@NullMarked
package io.aiops.studio.host.connection;

import org.jspecify.annotations.NullMarked;
