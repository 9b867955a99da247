/**
 * The document a designer works on: the text is the truth. An edit on the canvas or in a form
 * changes the value the text stands for, and {@code host.definition.text} finds the few characters
 * that must change for it. Knows no Vaadin.
 */
@NullMarked
package io.aiops.studio.ui.designer.document;

import org.jspecify.annotations.NullMarked;
