package io.aiops.studio.host;

import io.aiops.studio.host.identity.Bootstrap;
import io.aiops.studio.host.identity.Passwords;
import io.aiops.studio.host.identity.People;
import io.aiops.studio.host.persistence.JdbiIdentityStore;
import io.aiops.studio.host.persistence.JdbiSignInAttempts;

/** People, and how they sign in. */
record PeopleRoom(Members members, Bootstrap bootstrap, People people) {

  static PeopleRoom open(Ground ground) {
    JdbiIdentityStore store = new JdbiIdentityStore(ground.database());
    Passwords passwords = new Passwords();
    return new PeopleRoom(
        new Members(store),
        new Bootstrap(store, passwords, ground.audit(), ground.clock()),
        new People(
            store,
            new JdbiSignInAttempts(ground.database()),
            ground.audit(),
            passwords,
            ground.clock()));
  }
}
