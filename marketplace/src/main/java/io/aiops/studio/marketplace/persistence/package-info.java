/** The ports of this module on PostgreSQL; their tables are in the host's migrations. */
@NullMarked
package io.aiops.studio.marketplace.persistence;

import org.jspecify.annotations.NullMarked;
