package io.aiops.studio.marketplace.review;

import io.aiops.studio.marketplace.remark.Remark;
import java.time.Instant;
import java.util.UUID;

/**
 * What one person says of a listing.
 *
 * @param workspace in which they wrote it
 * @param version that they fetched last, or that their workspace used
 * @param stars 1 to 5
 * @param words as they are, one or more lines; whoever shows them as HTML escapes them
 * @param hidden why an administrator hid it; empty unless one did. It counts no more then
 */
public record Review(
    String listing,
    UUID user,
    UUID workspace,
    String userName,
    String version,
    int stars,
    String words,
    Instant writtenAt,
    String hidden)
    implements Remark {}
