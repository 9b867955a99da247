/** What people say of listings beside their reviews: questions, answers, hints. */
@NullMarked
package io.aiops.studio.marketplace.comment;

import org.jspecify.annotations.NullMarked;
