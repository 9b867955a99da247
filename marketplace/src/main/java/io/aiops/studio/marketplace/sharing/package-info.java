/**
 * What a workspace shares among its own people, without publishing it: template files, each version
 * once.
 */
@NullMarked
package io.aiops.studio.marketplace.sharing;

import org.jspecify.annotations.NullMarked;
