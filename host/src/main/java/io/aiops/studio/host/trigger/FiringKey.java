package io.aiops.studio.host.trigger;

import java.time.Instant;
import java.util.UUID;

/** Names an occasion; the execution starts under it, so that it starts once. */
final class FiringKey {

  /** The longest name that somebody else may give to an occasion. */
  static final int LONGEST = 100;

  private FiringKey() {}

  static String scheduled(UUID trigger, Instant at) {
    return "trigger/" + trigger + "/at/" + at;
  }

  static String missed(UUID trigger, Instant upTo) {
    return "trigger/" + trigger + "/missed/" + upTo;
  }

  static String hand(UUID trigger, String key) {
    return "trigger/" + trigger + "/hand/" + key;
  }

  static String delivery(UUID trigger, String id) {
    return "trigger/" + trigger + "/hook/" + id;
  }

  static String message(UUID trigger, String id) {
    return "trigger/" + trigger + "/message/" + id;
  }
}
