package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.JsonCopy;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a plugin returned into values of the host's own, as the engine reads them from the log
 * later, without what is withheld: to be called within {@link ForeignCode} only.
 */
final class JsonLike extends JsonCopy {

  /** Leaves room for the event around it, which is read back within {@link Json#MAX_DEPTH}. */
  private static final int DEEPEST = Json.MAX_DEPTH - 20;

  private final Withheld withheld;

  private JsonLike(String whose, Withheld withheld) {
    super(whose, DEEPEST);
    this.withheld = withheld;
  }

  /**
   * @throws PluginException {@code INTERNAL} naming the place and the class that does not belong,
   *     {@code LIMIT_REACHED} if it is too large
   */
  static @Nullable Object copy(@Nullable Object value, Withheld withheld) {
    return new JsonLike("plugin", withheld).copy(value, "output");
  }

  /**
   * The value of an expression, within the same bounds.
   *
   * @throws PluginException as {@link #copy}
   */
  static @Nullable Object copyOfValue(@Nullable Object value) {
    return new JsonLike("expression", Withheld.NOTHING).copy(value, "value");
  }

  @Override
  protected String kept(String text) {
    return withheld.from(text);
  }

  /** No number of another kind is decided on. */
  @Override
  protected Number kept(Number number, String path) {
    Number read = Json.number(number);
    if (read instanceof Double d && !Double.isFinite(d)) {
      throw refused(path, "is " + number + ", which is too large");
    }
    return read;
  }
}
