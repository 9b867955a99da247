package io.aiops.studio.plugins.simulated;

import java.util.Map;

/** Numbers within the bounds of their schema. */
final class Figures {

  private static final int SHARES = 1_000;
  private static final int USUAL_SPAN = 100;

  private Figures() {}

  /**
   * @param known what the prompt calls by that name; empty if nothing
   */
  static Number whole(Map<?, ?> schema, String known, long hash) {
    double step = schema.get("multipleOf") instanceof Number n ? n.doubleValue() : 1;
    double low = Math.ceil(low(schema, 1) / step) * step;
    double high = Math.floor(high(schema, low, 1) / step) * step;
    double value = within(low, high, known, hash);
    return Math.round(Math.min(high, Math.max(low, Math.round(value / step) * step)));
  }

  static Number of(Map<?, ?> schema, String known, long hash) {
    double low = low(schema, 0);
    double high = high(schema, low, 0);
    boolean open = schema.containsKey("exclusiveMinimum") || schema.containsKey("exclusiveMaximum");
    double value = within(low, high, known, hash);
    if (open && (value <= low || value >= high)) {
      value = (low + Math.min(high, low + USUAL_SPAN)) / 2;
    }
    return schema.get("multipleOf") instanceof Number step
        ? Math.ceil(value / step.doubleValue()) * step.doubleValue()
        : value;
  }

  private static double low(Map<?, ?> schema, int step) {
    if (schema.get("exclusiveMinimum") instanceof Number n) {
      return n.doubleValue() + step;
    }
    if (schema.get("minimum") instanceof Number n) {
      return n.doubleValue();
    }
    return schema.get("maximum") instanceof Number n ? Math.min(0, n.doubleValue()) : 0;
  }

  private static double high(Map<?, ?> schema, double low, int step) {
    if (schema.get("exclusiveMaximum") instanceof Number n) {
      return n.doubleValue() - step;
    }
    return schema.get("maximum") instanceof Number n ? n.doubleValue() : Double.MAX_VALUE;
  }

  private static double within(double low, double high, String known, long hash) {
    if (known.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
      return Math.min(high, Math.max(low, Double.parseDouble(known)));
    }
    double share = (Math.floorMod(hash, SHARES) + 0.5) / SHARES;
    return low + share * (Math.min(high, low + USUAL_SPAN) - low);
  }
}
