package io.aiops.studio.marketplace.publishing;

/**
 * What holds for this studio's own catalog.
 *
 * @param open whether anybody reads it at {@code /catalog/}, without a sign-in; other studios take
 *     it from there
 * @param fourEyes whether a version is published by somebody else than who submitted it
 */
public record Rules(boolean open, boolean fourEyes) {

  /** As long as nobody has decided. */
  public static final Rules USUAL = new Rules(false, false);
}
