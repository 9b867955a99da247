/** API tokens. */
@NullMarked
package io.aiops.studio.cli.token;

import org.jspecify.annotations.NullMarked;
