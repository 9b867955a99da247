/** Tools on text: logs, tables, pages, reports. */
@NullMarked
package io.aiops.studio.plugins.text;

import org.jspecify.annotations.NullMarked;
