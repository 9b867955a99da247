/** Pages that follow what the studio does, at a pace a browser can take. */
@NullMarked
package io.aiops.studio.ui.live;

import org.jspecify.annotations.NullMarked;
