package io.aiops.studio.api;

/**
 * What a model and an agent need to know of a tool to call it.
 *
 * @param name unique among the tools granted; letters, digits, {@code _} and {@code -}
 * @param description when to use it and what it returns
 * @param inputSchema a JSON Schema (2020-12) of type object, as JSON text
 */
public record ToolSpec(String name, String description, String inputSchema) {}
