package io.aiops.studio.marketplace.template;

/**
 * A file to try the workflow on.
 *
 * @param input the workflow's input that takes it
 * @param name file name
 * @param mediaType what it is
 */
public record SampleInput(String input, String name, String mediaType, byte[] content) {}
