/** What starts the pages: the shell around them, how views get the studio, the list of routes. */
@NullMarked
package io.aiops.studio.ui;

import org.jspecify.annotations.NullMarked;
