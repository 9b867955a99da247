package io.aiops.studio.host.trust;

import static io.aiops.studio.host.trust.CodeVerdict.NEEDS_TRUST;
import static io.aiops.studio.host.trust.CodeVerdict.REFUSED;
import static io.aiops.studio.host.trust.CodeVerdict.SEPARATE;
import static io.aiops.studio.host.trust.CodeVerdict.TOLD;

import java.util.List;

/**
 * The rules that a plugin's code is held to. The first ones are about the jar as a whole and are
 * applied by who looks at that; those with a {@link References} are applied by name.
 */
final class Rules {

  private Rules() {}

  static final Rule UNREADABLE =
      new Rule(
          "unreadable",
          REFUSED,
          "what cannot be read cannot be checked",
          "Build the jar again with 'mvn package'; classes are for Java 25 or earlier.");

  static final Rule TOO_MUCH =
      new Rule(
          "too-much",
          REFUSED,
          "more than that is not looked through",
          "Leave out what the plugin does not use.");

  static final Rule DUPLICATE =
      new Rule(
          "duplicate",
          REFUSED,
          "of two with one name, what is checked need not be what is loaded",
          "Build the jar again; each path and each header is in it once.");

  static final Rule SHADOW =
      new Rule(
          "shadow",
          REFUSED,
          "the class bears a name that belongs to Java or to the studio",
          "Move it to a package of your own.");

  static final Rule HOST =
      new Rule(
          "host",
          REFUSED,
          "it is inside the server, and not for plugins",
          "Use what io.aiops.studio.api offers.");

  static final Rule AGENT =
      new Rule(
          "agent",
          REFUSED,
          "it changes the code of a running Java process, the server's too",
          "Leave it out: a plugin is no Java agent and attaches to nothing.");

  static final Rule WIRING =
      new Rule(
          "wiring",
          REFUSED,
          "it ties the plugin to bundles other than plugin-api, or them to it",
          "Import io.aiops.studio.api only and embed other libraries, as './studio plugin new' sets"
              + " it up.");

  static final Rule NATIVE =
      new Rule(
          "native",
          SEPARATE,
          "code outside of Java may end the server or write to its memory",
          "Use a library that is all Java.");

  static final Rule UNSAFE =
      new Rule(
          "unsafe",
          SEPARATE,
          "it goes past Java's own limits to memory, modules and classes",
          "Use java.lang.invoke.VarHandle and public types.");

  static final Rule PROCESS =
      new Rule(
          "process",
          SEPARATE,
          "it starts or ends processes as the server's user, who may read the server's secrets",
          "Call a service over HTTP, or a library.");

  static final Rule EXIT =
      new Rule(
          "exit",
          SEPARATE,
          "it ends the server with everybody's work",
          "Throw a PluginException: it ends the task only.");

  static final Rule UNSEEN_CODE =
      new Rule(
          "unseen-code",
          SEPARATE,
          "it loads or makes code that nobody has checked",
          "Put all classes into the jar, and no compiler or script engine.");

  static final Rule NETWORK =
      new Rule(
          "network",
          NEEDS_TRUST,
          "it may open connections, to the studio's own network too",
          "Let a connector's tool do it: call it with AgentContext.call.");

  static final Rule FILES =
      new Rule(
          "files",
          NEEDS_TRUST,
          "it may reach any file that the server may",
          "Use CallContext.open and save for files of a workflow, and getResourceAsStream for the"
              + " jar's own.");

  static final Rule DEEP_REFLECTION =
      new Rule(
          "deep-reflection",
          NEEDS_TRUST,
          "it may read and change private fields, those of the host's objects too",
          "Use public members, records or constructors.");

  static final Rule SURROUNDINGS =
      new Rule(
          "surroundings",
          NEEDS_TRUST,
          "it looks at other parts of the server: its threads, callers, loaders, beans or bundles",
          "Use what the call's context offers.");

  static final Rule ENVIRONMENT =
      new Rule(
          "environment",
          NEEDS_TRUST,
          "the server's environment may hold its secrets",
          "Declare settings in the component's schema and read CallContext.settings.");

  static final Rule SHARED_STATE =
      new Rule(
          "shared-state",
          NEEDS_TRUST,
          "it changes what the whole server shares, and stays behind when the plugin goes",
          "Keep it in your own objects: pass a Locale, a time zone or a client where it is needed.");

  static final Rule DESERIALIZATION =
      new Rule(
          "deserialization",
          NEEDS_TRUST,
          "who writes the bytes decides what is run",
          "Read JSON, or another format of plain values.");

  static final Rule THREADS =
      new Rule(
          "threads",
          TOLD,
          "threads of its own outlive its tasks, and keep it in memory after an upgrade",
          "Work on the thread of the call, or end them in the component's deactivate method.");

  static final Rule PROPERTIES =
      new Rule(
          "properties",
          TOLD,
          "what it does depends on the server's system properties",
          "Declare settings in the component's schema and read CallContext.settings.");

  static final Rule REFLECTION =
      new Rule(
          "reflection",
          TOLD,
          "what it calls by computed names is not seen by this check",
          "Call members directly where they are known.");

  static final Rule OUTSIDE =
      new Rule(
          "outside",
          TOLD,
          "it is neither in the jar nor among what plugins may import, so it cannot be loaded",
          "Embed the library if it is needed.");

  static final Rule EXPORT =
      new Rule(
          "export",
          TOLD,
          "no other plugin may import it",
          "Leave out Export-Package: what plugins offer each other are tools and agents.");

  static final List<Rule> ALL =
      List.of(
          UNREADABLE,
          TOO_MUCH,
          DUPLICATE,
          SHADOW,
          HOST,
          AGENT,
          WIRING,
          NATIVE,
          UNSAFE,
          PROCESS,
          EXIT,
          UNSEEN_CODE,
          NETWORK,
          FILES,
          DEEP_REFLECTION,
          SURROUNDINGS,
          ENVIRONMENT,
          SHARED_STATE,
          DESERIALIZATION,
          THREADS,
          PROPERTIES,
          REFLECTION,
          OUTSIDE,
          EXPORT);
}
