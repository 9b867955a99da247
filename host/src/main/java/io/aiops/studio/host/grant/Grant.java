package io.aiops.studio.host.grant;

import java.time.Instant;

/**
 * What an administrator has let a plugin have.
 *
 * @param plugin the bundle's symbolic name: a grant is for its versions to come as well
 * @param permission a {@link Want} as text
 * @param by user name; {@code studio} for what came with it
 */
public record Grant(String plugin, String permission, String by, Instant at) {}
