/** The catalogs of a running studio: searching, and handing its own on. */
@NullMarked
package io.aiops.studio.cli.catalog;

import org.jspecify.annotations.NullMarked;
