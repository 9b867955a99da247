/** Workflows as files that other studios take. */
@NullMarked
package io.aiops.studio.cli.template;

import org.jspecify.annotations.NullMarked;
