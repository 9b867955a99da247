/** What waits for a person's decision: a list of it, what exactly is approved, and the buttons. */
@NullMarked
package io.aiops.studio.ui.approval;

import org.jspecify.annotations.NullMarked;
