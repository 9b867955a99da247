package io.aiops.studio.host.execution;

import org.jspecify.annotations.Nullable;

/**
 * A decision within an attempt.
 *
 * @param hash of the {@link Ask} it was made about
 * @param tool of that; null if it was no call
 * @param question of that
 * @param details instead of those asked about; null unless edited
 * @param comment may be empty
 * @param by user name
 */
public record Decided(
    String hash,
    @Nullable String tool,
    String question,
    Verdict verdict,
    @Nullable Object details,
    String comment,
    String by) {}
