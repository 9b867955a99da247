package io.aiops.studio.host.blob;

import io.aiops.studio.host.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The text of a JSON object without the large values of its fields, and where they were cut out.
 *
 * @param text what is left: no JSON any more
 * @param cuts in order
 */
public record Slim(String text, List<Cut> cuts) {

  /** Values up to this many characters stay where they are. */
  public static final int LARGEST = 64 * 1024;

  /**
   * @param at where in the text that is left it belongs
   */
  public record Cut(int at, Blob blob) {}

  public Slim {
    cuts = List.copyOf(cuts);
  }

  /** Looks at texts only that are large themselves: others cost nothing. */
  public static Slim of(String json) {
    if (json.length() <= LARGEST) {
      return new Slim(json, List.of());
    }
    List<Cut> cuts = new ArrayList<>();
    StringBuilder left = new StringBuilder();
    int kept = 0;
    try (JsonParser parser = Json.mapper().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        parser.nextToken();
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getCharOffset();
        if (to - from > LARGEST) {
          left.append(json, kept, from);
          cuts.add(new Cut(left.length(), Blob.of(json.substring(from, to))));
          kept = to;
        }
      }
    }
    left.append(json, kept, json.length());
    return new Slim(left.toString(), cuts);
  }

  /** Where the cuts are, to be stored beside the text: {@code 17 <hash>,29 <hash>}. */
  public String places() {
    StringBuilder places = new StringBuilder();
    for (Cut cut : cuts) {
      places.append(places.isEmpty() ? "" : ",").append(cut.at()).append(' ');
      places.append(cut.blob().hash());
    }
    return places.toString();
  }

  /** The hashes in what {@link #places} wrote. */
  public static Set<String> hashes(String places) {
    Set<String> hashes = new LinkedHashSet<>();
    for (String place : places.split(",")) {
      hashes.add(place.substring(place.indexOf(' ') + 1));
    }
    return hashes;
  }

  /**
   * The text as it was.
   *
   * @param blobs by hash
   */
  public static String whole(String text, String places, Map<String, String> blobs) {
    StringBuilder whole = new StringBuilder();
    int kept = 0;
    for (String place : places.split(",")) {
      int space = place.indexOf(' ');
      int at = Integer.parseInt(place.substring(0, space));
      whole.append(text, kept, at).append(blobs.get(place.substring(space + 1)));
      kept = at;
    }
    return whole.append(text, kept, text.length()).toString();
  }
}
