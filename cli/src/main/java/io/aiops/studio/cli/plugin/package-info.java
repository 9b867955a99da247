/** Writing, building, installing and switching plugins. */
@NullMarked
package io.aiops.studio.cli.plugin;

import org.jspecify.annotations.NullMarked;
