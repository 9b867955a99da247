package io.aiops.studio.host.definition;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names tools: {@code mail/send}, {@code mail/*}, {@code *}. */
public final class ToolPattern {

  private ToolPattern() {}

  public static boolean matches(String pattern, String tool) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(regex, tool);
  }
}
