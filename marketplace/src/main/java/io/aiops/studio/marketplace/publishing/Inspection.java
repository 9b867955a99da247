package io.aiops.studio.marketplace.publishing;

import java.util.Map;

/**
 * A package that holds what it says.
 *
 * @param id of the listing
 * @param version as it is written in listings
 * @param files the contents that {@code shown} names, by hash; the package too
 */
public record Inspection(String id, String version, Shown shown, Map<String, byte[]> files) {}
