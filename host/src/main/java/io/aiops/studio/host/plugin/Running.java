package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Rights;

/**
 * The bundle that a contribution is from, while it runs.
 *
 * @param plugin its name
 * @param version its version
 * @param rights what that version may have of the host
 */
record Running(
    String plugin,
    String version,
    ClassLoader classLoader,
    Rights rights,
    Usage usage,
    Track track,
    PluginLog.Writer log) {}
