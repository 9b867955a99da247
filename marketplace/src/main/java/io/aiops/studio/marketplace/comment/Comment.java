package io.aiops.studio.marketplace.comment;

import io.aiops.studio.marketplace.remark.Remark;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that one person says of a listing.
 *
 * @param workspace in which they wrote it
 * @param words as they are, one or more lines; whoever shows them as HTML escapes them
 * @param hidden why an administrator hid it; empty unless one did
 */
public record Comment(
    UUID id,
    String listing,
    UUID workspace,
    UUID user,
    String userName,
    String words,
    Instant writtenAt,
    String hidden)
    implements Remark {}
