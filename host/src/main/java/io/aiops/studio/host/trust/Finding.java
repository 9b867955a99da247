package io.aiops.studio.host.trust;

/**
 * One thing a plugin's jar holds that a {@link Rule} is about. Names come out of the jar: they are
 * cut and without control characters, but whoever shows them as HTML has to escape them.
 *
 * @param rule the rule's name, such as {@code process}
 * @param place the class, or the jar's entry; in a jar within the jar, behind that one's name
 * @param method where in the class, or empty if in none of its methods
 * @param what the member, class, text or header that was found
 * @param means what follows from it, as the end of a sentence
 * @param instead what the author does instead, a sentence
 */
public record Finding(
    String rule,
    CodeVerdict verdict,
    String place,
    String method,
    String what,
    String means,
    String instead) {

  private static final int LONGEST = 200;

  public Finding {
    place = shown(place);
    method = shown(method);
    what = shown(what);
  }

  static Finding of(Rule rule, String place, String method, String what) {
    return new Finding(
        rule.name(), rule.verdict(), place, method, what, rule.means(), rule.instead());
  }

  /** Such as: acme.Greeter.run has java.lang.System.exit: it ends the server. Throw … */
  public String sentence() {
    String where = method.isEmpty() ? place : place + "." + method;
    return where + " has " + what + ": " + means + ". " + instead;
  }

  private static String shown(String name) {
    String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]", "?");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
  }
}
