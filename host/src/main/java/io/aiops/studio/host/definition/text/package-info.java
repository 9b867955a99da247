/**
 * The text of a workflow and the value it stands for, side by side: {@link
 * io.aiops.studio.host.definition.text.Source} knows where in the text each part of the value
 * stands, {@link io.aiops.studio.host.definition.text.Patch} changes the value and of the text only
 * the characters that must change for it.
 */
@NullMarked
package io.aiops.studio.host.definition.text;

import org.jspecify.annotations.NullMarked;
