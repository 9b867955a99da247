/** What runs in a cluster's own processes: the broker, the proxy, the making of the database. */
@NullMarked
package io.aiops.studio.cli.cluster.process;

import org.jspecify.annotations.NullMarked;
