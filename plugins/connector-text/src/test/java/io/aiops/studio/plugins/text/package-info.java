/** The text tools on logs, tables and pages as people bring them, and as nobody should. */
@NullMarked
package io.aiops.studio.plugins.text;

import org.jspecify.annotations.NullMarked;
