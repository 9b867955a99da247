/** The frame around every page: navigation, appearance, workspace and person. */
@NullMarked
package io.aiops.studio.ui.layout;

import org.jspecify.annotations.NullMarked;
