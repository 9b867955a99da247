/** What belongs to one workspace does not exist for the people of another: each operation tried. */
@NullMarked
package io.aiops.studio.server.isolation;

import org.jspecify.annotations.NullMarked;
