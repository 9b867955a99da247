/** What should run: workflow, step, edge; reading, validation and expressions. */
@NullMarked
package io.aiops.studio.host.definition;

import org.jspecify.annotations.NullMarked;
