package io.aiops.studio.marketplace.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which workflow becomes which template.
 *
 * @param workflow its name
 * @param version of the workflow; null for the newest
 * @param id the template's: lower case words with dots
 * @param templateVersion three numbers with dots
 * @param readme Markdown
 * @param sample inputs to try it on; those that take a file refer to one of the workspace
 * @param screenshot of the graph, PNG in base64; null to have the graph drawn
 * @param withPlugins whether the plugins go into the file, so that a studio without a network can
 *     install it: as their publishers signed them, or as bare jars where this studio has nothing
 *     else; only administrators may
 */
public record ExportRequest(
    String workflow,
    @Nullable Integer version,
    String id,
    String templateVersion,
    @Nullable String readme,
    @Nullable Map<String, @Nullable Object> sample,
    @Nullable String screenshot,
    @Nullable Boolean withPlugins) {}
