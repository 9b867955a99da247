package io.aiops.studio.host;

import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.trust.TrustStore;
import io.aiops.studio.host.trust.Verifier;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What modules beyond the host build their own parts on. Get it by CDI, as {@link Studio}; {@link
 * Assembly} has it for tests.
 *
 * @param database migrated; the tables of all modules are in the host's migrations
 * @param secrets seals what must not stand in the database as it is
 * @param audit who did what
 * @param trust publishers
 * @param verifier whether a package is what its publisher signed
 * @param shipped folder of what came with the studio
 * @param clock of all parts
 */
public record Foundation(
    Database database,
    Secrets secrets,
    Audit audit,
    TrustStore trust,
    Verifier verifier,
    Path shipped,
    Clock clock) {}
