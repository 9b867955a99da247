package io.aiops.studio.marketplace.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done.
 *
 * @param workflow its name
 * @param version of the workflow that was saved
 * @param template the template's id
 * @param templateVersion its version
 * @param plugins those that were installed from the file, by name
 * @param sample inputs to start it with; empty if the template has none
 */
public record Installed(
    String workflow,
    int version,
    String template,
    String templateVersion,
    List<String> plugins,
    Map<String, @Nullable Object> sample) {}
