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
 * @param step the id of an agent step, or its path ({@code tickets.classify}), to make a template
 *     of that agent alone; null for the whole workflow
 * @param sampleOf id of an execution of the workflow to make the sample of instead: its inputs, or
 *     with {@code step} what that step took when it first ran in it
 */
public record ExportRequest(
    String workflow,
    @Nullable Integer version,
    String id,
    String templateVersion,
    @Nullable String readme,
    @Nullable Map<String, @Nullable Object> sample,
    @Nullable String screenshot,
    @Nullable Boolean withPlugins,
    @Nullable String step,
    @Nullable String sampleOf) {

  /** Of the newest version of a whole workflow, without a sample and without plugins. */
  public static ExportRequest of(String workflow, String id, String templateVersion) {
    return new ExportRequest(
        workflow, null, id, templateVersion, null, null, null, null, null, null);
  }

  /** Of that step, and with the sample of that execution. */
  public ExportRequest with(@Nullable String otherStep, @Nullable String otherSampleOf) {
    return new ExportRequest(
        workflow,
        version,
        id,
        templateVersion,
        readme,
        sample,
        screenshot,
        withPlugins,
        otherStep,
        otherSampleOf);
  }
}
