package io.aiops.studio.marketplace.template;

/**
 * A template that another one was made from.
 *
 * @param sha256 of the workflow's text as that template had it
 */
public record Ancestor(String id, String version, String sha256) {}
