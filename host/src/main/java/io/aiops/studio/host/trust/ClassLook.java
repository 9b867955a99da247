package io.aiops.studio.host.trust;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at one class file without loading it. Whatever a class refers to is in its constant pool,
 * which is looked through first; only if there is something, the methods are, to say where.
 */
final class ClassLook {

  /** Of the constant pool: something that rules are about. */
  private record Hit(String what, List<Rule> rules) {}

  private final Findings findings;
  private final Outside outside;
  private final Effort effort;

  ClassLook(Findings findings, Outside outside, Effort effort) {
    this.findings = findings;
    this.outside = outside;
    this.effort = effort;
  }

  /**
   * @param within the jar within the jar, with its slash at the end, or empty
   * @param entry the class file's path there
   */
  void look(String within, String entry, byte[] bytes) throws Effort.TooMuch {
    String place = within + entry;
    try {
      ClassModel model = ClassFile.of().parse(bytes);
      place = within + dotted(model.thisClass().asInternalName());
      own(model, place);
      Map<Integer, Hit> hits = pool(model, place);
      Places places = new Places(place);
      try {
        methods(model, hits, places);
      } finally {
        places.report(hits);
      }
    } catch (RuntimeException | StackOverflowError e) {
      // What the JDK's reader throws for a broken class is of many types.
      findings.add(Finding.of(Rules.UNREADABLE, place, "", "a broken class file (" + why(e) + ")"));
    }
  }

  private static String why(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void own(ClassModel model, String place) {
    // They are read only when somebody asks; what is cut off there is to be found too.
    model.attributes();
    String name = model.thisClass().asInternalName();
    String packageName = dotted(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
    outside.own(packageName);
    if (Contract.reserved(packageName)) {
      findings.add(Finding.of(Rules.SHADOW, place, "", "the name " + dotted(name)));
    }
  }

  private Map<Integer, Hit> pool(ClassModel model, String place) {
    Map<Integer, Hit> hits = new HashMap<>();
    for (PoolEntry entry : model.constantPool()) {
      Hit hit =
          switch (entry) {
            case MemberRefEntry member -> member(member);
            case ClassEntry type -> type(type, place);
            case StringEntry text ->
                new Hit(
                    "the text '" + text.stringValue() + "'", References.toText(text.stringValue()));
            default -> NOTHING;
          };
      if (!hit.rules().isEmpty()) {
        hits.put(entry.index(), hit);
      }
    }
    return wanted(hits);
  }

  /** Without those whose rules have enough findings already: what follows is for where. */
  private Map<Integer, Hit> wanted(Map<Integer, Hit> hits) {
    int all = hits.size();
    hits.values().removeIf(hit -> hit.rules().stream().allMatch(findings::enough));
    if (hits.size() < all) {
      findings.oneMore();
    }
    return hits;
  }

  private static final Hit NOTHING = new Hit("", List.of());

  private static Hit member(MemberRefEntry member) {
    String owner = member.owner().asInternalName();
    String name = member.name().stringValue();
    List<Rule> rules = References.toMember(owner, name, member.type().stringValue());
    if (rules.isEmpty()) {
      return NOTHING;
    }
    return new Hit(
        name.equals("<init>") ? "new " + dotted(owner) : dotted(owner) + "." + name, rules);
  }

  private Hit type(ClassEntry type, String place) {
    String name = element(type.asInternalName());
    if (name.isEmpty()) {
      return NOTHING;
    }
    outside.uses(name, place);
    List<Rule> rules = References.toClass(name);
    return rules.isEmpty() ? NOTHING : new Hit(dotted(name), rules);
  }

  /** Of an array's elements; empty if those are no classes. */
  private static String element(String name) {
    if (!name.startsWith("[")) {
      return name;
    }
    int at = name.lastIndexOf('[') + 1;
    return name.startsWith("L", at) ? name.substring(at + 1, name.length() - 1) : "";
  }

  private void methods(ClassModel model, Map<Integer, Hit> hits, Places places)
      throws Effort.TooMuch {
    for (MethodModel method : model.methods()) {
      String name = method.methodName().stringValue();
      if (method.flags().has(AccessFlag.NATIVE)) {
        places.put(Rules.NATIVE, name, "a native method");
      }
      if (!hits.isEmpty()) {
        effort.time();
        CodeReferences.of(
            method,
            entry -> {
              Hit hit = hits.get(entry.index());
              if (hit != null) {
                hit.rules().forEach(rule -> places.put(rule, name, hit.what()));
              }
            });
      }
    }
  }

  /** Where in the class each rule was met: once a method, and if in none, at the class. */
  private final class Places {

    private record Method(Rule rule, String name) {}

    private final String type;
    private final Set<Method> methods = new HashSet<>();
    private final Set<Rule> rules = new HashSet<>();

    Places(String type) {
      this.type = type;
    }

    void put(Rule rule, String method, String what) {
      rules.add(rule);
      if (methods.add(new Method(rule, method))) {
        findings.add(Finding.of(rule, type, method, what));
      }
    }

    /** A superclass, an annotation's value, or code that could not be followed. */
    void report(Map<Integer, Hit> hits) {
      for (Hit hit : hits.values()) {
        for (Rule rule : hit.rules()) {
          if (rules.add(rule)) {
            findings.add(Finding.of(rule, type, "", hit.what()));
          }
        }
      }
    }
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }
}
