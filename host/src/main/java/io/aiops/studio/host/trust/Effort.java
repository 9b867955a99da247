package io.aiops.studio.host.trust;

import java.time.Duration;

/** What is spent on one jar, within bounds: nobody's upload keeps the server busy for long. */
final class Effort {

  /**
   * @param entries in the jar and the jars within
   * @param bytes that are unpacked to be looked at
   * @param largest of one class, manifest or description
   * @param depth of jars within jars
   */
  record Bounds(int entries, long bytes, int largest, int depth, Duration time) {

    static final Bounds USUAL = new Bounds(50_000, 512L << 20, 16 << 20, 3, Duration.ofSeconds(20));
  }

  /** A bound was reached. */
  static final class TooMuch extends Exception {

    private static final long serialVersionUID = 1;

    private final String what;

    TooMuch(String what) {
      super(what);
      this.what = what;
    }

    /** The jar has this, as the end of a sentence. */
    String what() {
      return what;
    }
  }

  private final Bounds bounds;
  private final long began = System.nanoTime();
  private long entries;
  private long bytes;

  Effort(Bounds bounds) {
    this.bounds = bounds;
  }

  void entries(int more) throws TooMuch {
    entries += more;
    if (entries > bounds.entries()) {
      throw new TooMuch("more than " + bounds.entries() + " entries");
    }
    time();
  }

  void bytes(long more) throws TooMuch {
    bytes += more;
    if (bytes > bounds.bytes()) {
      throw new TooMuch("more than " + (bounds.bytes() >> 20) + " MiB of classes and jars");
    }
    time();
  }

  void one(int size) throws TooMuch {
    if (size > bounds.largest()) {
      throw new TooMuch("a file of more than " + (bounds.largest() >> 20) + " MiB");
    }
    bytes(size);
  }

  void depth(int depth) throws TooMuch {
    if (depth > bounds.depth()) {
      throw new TooMuch("jars within jars, more than " + bounds.depth() + " deep");
    }
  }

  void time() throws TooMuch {
    if (System.nanoTime() - began > bounds.time().toNanos()) {
      throw new TooMuch(
          "so much in it that it takes longer than " + bounds.time().toSeconds() + " s");
    }
  }

  int largest() {
    return bounds.largest();
  }
}
