/** What holds of all that people say of listings: who sees it, who is named, who hides it. */
@NullMarked
package io.aiops.studio.marketplace.remark;

import org.jspecify.annotations.NullMarked;
