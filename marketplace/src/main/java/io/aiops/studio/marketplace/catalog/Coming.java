package io.aiops.studio.marketplace.catalog;

/** Who wants to see a package come; returns at once. */
public interface Coming {

  /** Nobody looks. */
  Coming UNSEEN =
      new Coming() {
        @Override
        public void bytes(long soFar) {}

        @Override
        public void complete() {}
      };

  /** Called now and then, by any thread. */
  void bytes(long soFar);

  /** All of it is here, and is looked at from now on. Whoever throws ends it here. */
  void complete();
}
