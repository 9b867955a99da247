/** How commands reach the server: REST calls, files, the stream of an execution's events. */
@NullMarked
package io.aiops.studio.cli.server;

import org.jspecify.annotations.NullMarked;
