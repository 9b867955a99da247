package io.aiops.studio.host.plugin;

import java.time.Instant;

/**
 * A version of a plugin that is kept, so that one can go back to it.
 *
 * @param version the bundle's
 * @param sha256 of its jar; two jars may say the same version
 * @param set the last version of the plugin set that it stood in
 * @param installedBy user name, or {@code studio}
 * @param present whether it is the one that is installed
 */
public record KeptVersion(
    String version,
    String sha256,
    long set,
    Instant installedAt,
    String installedBy,
    boolean present) {}
