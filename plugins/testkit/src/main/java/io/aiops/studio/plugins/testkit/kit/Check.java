package io.aiops.studio.plugins.testkit.kit;

/** What is looked at, in this order. */
public enum Check {
  /** It starts, offers what it announces, and its samples work and give JSON-like values. */
  CONTRACT("contract"),
  /** Its schemas are JSON Schemas, fit its samples, and refuse what is outside of them. */
  SCHEMAS("schemas"),
  /** The same work with the same idempotency key, done twice, comes to the same. */
  IDEMPOTENCE("idempotence"),
  /** A call whose thread is interrupted ends soon. */
  CANCELLATION("cancellation"),
  /** What fails says by its category whose fault it is. */
  FAILURES("failures"),
  /** A secret of its settings is in nothing that leaves it. */
  SECRETS("secrets"),
  /** Once stopped, no thread of it is left. */
  THREADS("threads"),
  /** Once uninstalled, its class loader can be collected. */
  CLASS_LOADER("class-loader"),
  /** A second version starts beside the first, takes over and is replaced again, many times. */
  HOT_SWAP("hot-swap");

  private final String word;

  Check(String word) {
    this.word = word;
  }

  /** As reports and samples write it. */
  public String word() {
    return word;
  }
}
