/** What starts workflows by itself: schedules, webhooks, messages, the end of other executions. */
@NullMarked
package io.aiops.studio.ui.trigger;

import org.jspecify.annotations.NullMarked;
