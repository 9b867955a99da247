package io.aiops.studio.host.trust;

import java.time.Instant;

/**
 * What was found out about a jar before anything of it was loaded.
 *
 * @param trust what its signature is worth, with licence, bill of materials and provenance
 * @param code what its code would do
 * @param at when
 */
public record Judgement(TrustReport trust, CodeReport code, Instant at) {}
