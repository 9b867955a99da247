package io.aiops.studio.host.grant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that a plugin wants of the host, as its manifest has it: {@code kind:value}.
 *
 * @param value in the one way it is written, so that equal wants are equal texts
 */
public record Want(Kind kind, String value) implements Comparable<Want> {

  /** What stands for whatever the settings of the call name: its connection's own hosts. */
  static final String CONNECTION = "connection";

  static final String ANY = "*";
  private static final int LONGEST = 300;
  private static final Pattern SETTING = Pattern.compile("[A-Za-z0-9_.-]{1,64}|\\*");
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}|\\*");
  private static final Pattern TYPE = Pattern.compile("([A-Za-z_$][\\w$]*\\.)+[A-Za-z_$][\\w$]*");

  /** What can be wanted. */
  public enum Kind {
    /** To reach a host of a network, or {@code connection}. */
    HOST,
    /** To be given a setting that is a secret. */
    SECRET,
    /** A folder of the server with all in it, or {@code connection}. */
    FOLDER,
    /** To ask models of a model provider. */
    MODEL,
    /** To {@code read} or {@code write} files that the studio keeps for a workspace. */
    FILE,
    /** To see a service of another bundle in the framework. */
    SERVICE,
    /** To be trusted with code that the static checks found; no manifest declares it. */
    CODE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its canonical form; empty if it is none. */
  static Optional<Want> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || text.length() > LONGEST) {
      return Optional.empty();
    }
    String word = text.substring(0, colon);
    String value = text.substring(colon + 1);
    return Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.CODE && kind.word().equals(word))
        .findFirst()
        .flatMap(kind -> canonical(kind, value).map(written -> new Want(kind, written)));
  }

  private static Optional<String> canonical(Kind kind, String value) {
    return switch (kind) {
      case HOST ->
          value.equals(CONNECTION)
              ? Optional.of(value)
              : HostRule.parse(value).map(HostRule::toString);
      case SECRET -> matching(SETTING, value);
      case FOLDER ->
          value.equals(CONNECTION) || FolderRule.isFolder(value)
              ? Optional.of(value)
              : Optional.empty();
      case MODEL -> matching(PROVIDER, value);
      case FILE -> matching(Pattern.compile("read|write"), value);
      case SERVICE -> matching(TYPE, value);
      case CODE -> Optional.empty();
    };
  }

  private static Optional<String> matching(Pattern pattern, String value) {
    return Optional.of(value).filter(text -> pattern.matcher(text).matches());
  }

  /** What {@link #parse} takes, for messages. */
  static String forms() {
    return "host:NAME[:PORT] with '*.' before the name or '*' as port, host:*, host:connection,"
        + " secret:SETTING, folder:/PATH, folder:connection, model:PROVIDER or model:*,"
        + " file:read, file:write, service:TYPE; the kinds are "
        + Arrays.stream(Kind.values())
            .filter(kind -> kind != Kind.CODE)
            .map(Kind::word)
            .collect(Collectors.joining(", "));
  }

  /** Whether it is for just this, as it stands: what settings name is not asked here. */
  boolean covers(String asked) {
    return value.equals(ANY) || value.equals(asked);
  }

  @Override
  public int compareTo(Want other) {
    return toString().compareTo(other.toString());
  }

  /** As the manifest has it. */
  @Override
  public String toString() {
    return kind.word() + ":" + value;
  }
}
