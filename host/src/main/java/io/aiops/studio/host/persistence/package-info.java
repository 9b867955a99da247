/** PostgreSQL adapters of the ports, the embedded database and the migrations. */
@NullMarked
package io.aiops.studio.host.persistence;

import org.jspecify.annotations.NullMarked;
