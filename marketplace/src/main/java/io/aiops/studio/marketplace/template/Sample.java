package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to try a workflow on.
 *
 * @param inputs of an execution, without those that take a file; empty if there are none
 * @param files one for each input that takes one
 */
public record Sample(Map<String, @Nullable Object> inputs, List<SampleInput> files) {

  static final String FILE = "sample.json";

  /** No sample file is larger, in bytes. */
  static final int LARGEST = 16 * 1024 * 1024;

  /** Nothing to try it on. */
  public static final Sample NONE = new Sample(Map.of(), List.of());

  private static final int FORMAT = 1;
  private static final int MOST = 20;
  private static final Pattern CONTENT = Pattern.compile("samples/\\d{2}");
  private static final Pattern TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,80}/[A-Za-z0-9!#$&^_.+-]{1,80}");

  public Sample {
    inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    files = List.copyOf(files);
    if (files.size() > MOST) {
      throw new InvalidException(
          "sample", "has %d files; at most %d.".formatted(files.size(), MOST));
    }
  }

  static boolean isContent(String entry) {
    return CONTENT.matcher(entry).matches();
  }

  private static String content(int file) {
    return "samples/%02d".formatted(file);
  }

  SortedMap<String, byte[]> entries() {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    List<Map<String, Object>> names = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      SampleInput file = files.get(i);
      Map<String, Object> name = new LinkedHashMap<>();
      name.put("input", file.input());
      name.put("name", file.name());
      name.put("mediaType", file.mediaType());
      names.add(name);
      entries.put(content(i), file.content());
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", FORMAT);
    all.put("inputs", inputs);
    all.put("files", names);
    entries.put(FILE, Json.bytes(all));
    return entries;
  }

  static Sample read(SortedMap<String, byte[]> entries) {
    Fields in = Fields.of(FILE, java.util.Objects.requireNonNull(entries.get(FILE)));
    in.format(FORMAT);
    List<SampleInput> files = new ArrayList<>();
    for (Fields each : in.objects("files", MOST)) {
      byte[] content = entries.get(content(files.size()));
      if (content == null) {
        throw new InvalidException(content(files.size()), "is missing, but sample.json names it.");
      }
      files.add(
          new SampleInput(
              each.text("input", 200), fileName(each), mediaType(each), content.clone()));
      each.close();
    }
    entries.keySet().stream()
        .filter(name -> isContent(name) && name.compareTo(content(files.size())) >= 0)
        .findFirst()
        .ifPresent(name -> {
          throw new InvalidException(name, "is there, but sample.json does not name it.");
        });
    Sample sample = new Sample(in.object("inputs"), files);
    in.close();
    return sample;
  }

  private static String fileName(Fields in) {
    String name = in.text("name", 200);
    if (name.isBlank()
        || name.contains("/")
        || name.contains("\\")
        || name.equals(".")
        || name.equals("..")
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidException(in.path("name"), "is no name of a file without folders.");
    }
    return name;
  }

  private static String mediaType(Fields in) {
    String type = in.text("mediaType", 200);
    if (!TYPE.matcher(type).matches()) {
      throw new InvalidException(
          in.path("mediaType"), "is '" + type + "'; expected one like text/csv.");
    }
    return type;
  }
}
