package io.aiops.studio.host.definition;

/**
 * The template that a version of a workflow was made from: what a later version of the template is
 * compared with.
 *
 * @param template its id
 * @param version its version
 * @param sha256 of the template's file
 * @param text the workflow's text as the template has it
 * @param choices what was chosen for it, JSON; only the marketplace reads it
 * @param lineage what the template itself was made from, JSON; only the marketplace reads it
 * @param kind of the template, a word; only the marketplace reads it
 */
public record Origin(
    String template,
    String version,
    String sha256,
    String text,
    String choices,
    String lineage,
    String kind) {}
