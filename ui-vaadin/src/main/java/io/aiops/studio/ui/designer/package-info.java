/**
 * The designer of a workflow: palette, canvas, form and text of one document, and the execution
 * that is followed on the canvas.
 */
@NullMarked
package io.aiops.studio.ui.designer;

import org.jspecify.annotations.NullMarked;
