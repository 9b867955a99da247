/**
 * What a workspace shares among its own people, without publishing it: template files, each version
 * once and for good.
 */
@NullMarked
package io.aiops.studio.marketplace.sharing;

import org.jspecify.annotations.NullMarked;
