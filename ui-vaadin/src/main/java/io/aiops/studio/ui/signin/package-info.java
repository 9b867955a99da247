/** Where people say who they are. */
@NullMarked
package io.aiops.studio.ui.signin;

import org.jspecify.annotations.NullMarked;
