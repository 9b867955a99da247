/** Templates: taking them in, looking at what they need and change, and giving workflows out. */
@NullMarked
package io.aiops.studio.ui.template;

import org.jspecify.annotations.NullMarked;
