package io.aiops.studio.host.grant;

import io.aiops.studio.host.problem.ConflictException;

/** Somebody has to be asked first; nothing was changed. */
public final class ConsentNeededException extends ConflictException {

  private static final long serialVersionUID = 1L;

  private final transient Consent consent;

  public ConsentNeededException(Consent consent) {
    super(
        consent.plugin()
            + " "
            + consent.version()
            + " wants "
            + String.join(", ", consent.added())
            + (consent.added().size() == consent.wants().size() ? "" : " besides what it has")
            + ". Nothing was changed: install it again with consent '"
            + consent.token()
            + "' if it may have that.");
    this.consent = consent;
  }

  public Consent consent() {
    return consent;
  }
}
