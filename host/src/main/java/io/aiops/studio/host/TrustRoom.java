package io.aiops.studio.host;

import io.aiops.studio.host.persistence.JdbiTrustStore;
import io.aiops.studio.host.trust.Publishers;
import io.aiops.studio.host.trust.Verifier;

/** Whose plugins are trusted, and how one is held against what its publisher signed. */
record TrustRoom(Publishers publishers) {

  static TrustRoom open(Ground ground) {
    JdbiTrustStore store = new JdbiTrustStore(ground.database());
    Verifier verifier = new Verifier(store, ground.clock());
    return new TrustRoom(new Publishers(store, verifier, ground.audit(), ground.clock()));
  }
}
