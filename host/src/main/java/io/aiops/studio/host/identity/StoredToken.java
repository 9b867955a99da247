package io.aiops.studio.host.identity;

import io.aiops.studio.host.identity.IdentityViews.TokenView;
import java.util.UUID;

/**
 * An API token as stored: never its secret.
 *
 * @param hash SHA-256 of the secret, hexadecimal
 */
public record StoredToken(UUID userId, UUID workspaceId, String hash, TokenView view) {}
