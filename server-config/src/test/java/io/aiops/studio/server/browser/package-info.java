/** The product as people see it: in Chromium, with mouse and keyboard. */
@NullMarked
package io.aiops.studio.server.browser;

import org.jspecify.annotations.NullMarked;
