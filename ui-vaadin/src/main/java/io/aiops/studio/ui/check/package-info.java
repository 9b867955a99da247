/** What is wrong with the studio. */
@NullMarked
package io.aiops.studio.ui.check;

import org.jspecify.annotations.NullMarked;
