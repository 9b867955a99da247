@NullMarked
package io.aiops.studio.routes;

import org.jspecify.annotations.NullMarked;
