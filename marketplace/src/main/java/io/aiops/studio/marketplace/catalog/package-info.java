/**
 * Where listings come from: this studio's own catalog, folders, web servers and files, one port,
 * several at once; who of them may offer what; finding in all of them, and fetching what was found.
 */
@NullMarked
package io.aiops.studio.marketplace.catalog;

import org.jspecify.annotations.NullMarked;
