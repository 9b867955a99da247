/** Connections to outside systems and model providers. */
@NullMarked
package io.aiops.studio.ui.connection;

import org.jspecify.annotations.NullMarked;
