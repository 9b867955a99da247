/** Read models that views and REST show. */
@NullMarked
package io.aiops.studio.host.query;

import org.jspecify.annotations.NullMarked;
