/**
 * The nodes that share one database and one broker: who is here, with which roles, and who has
 * fallen silent.
 */
@NullMarked
package io.aiops.studio.host.node;

import org.jspecify.annotations.NullMarked;
