/**
 * What a catalog lists: plugins and templates with their versions, in an index that is one signed
 * document, and the bounds of all that people are shown of it.
 */
@NullMarked
package io.aiops.studio.marketplace.listing;

import org.jspecify.annotations.NullMarked;
