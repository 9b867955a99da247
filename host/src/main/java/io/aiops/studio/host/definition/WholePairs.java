package io.aiops.studio.host.definition;

import java.io.Reader;

/**
 * A text that is never cut within a pair of surrogates, however much of it is read at a time:
 * snakeyaml-engine 3 looks for the other half behind the end of its buffer, and fails.
 */
public final class WholePairs extends Reader {

  private final String text;
  private int at;

  public WholePairs(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (at == text.length()) {
      return -1;
    }
    int end = Math.min(text.length(), at + length);
    if (end - at > 1 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    text.getChars(at, end, buffer, offset);
    int count = end - at;
    at = end;
    return count;
  }

  @Override
  public void close() {
    // There is nothing to give back.
  }
}
