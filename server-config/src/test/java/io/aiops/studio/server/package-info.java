/** The product from outside: started, used and killed as people do it. */
@NullMarked
package io.aiops.studio.server;

import org.jspecify.annotations.NullMarked;
