/** Tests that run inside the server, on its own PostgreSQL and its own Artemis. */
@NullMarked
package io.aiops.studio.server.inside;

import org.jspecify.annotations.NullMarked;
