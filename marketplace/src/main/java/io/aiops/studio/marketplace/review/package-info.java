/** What people say of listings: one review each, of those who fetched it. */
@NullMarked
package io.aiops.studio.marketplace.review;

import org.jspecify.annotations.NullMarked;
