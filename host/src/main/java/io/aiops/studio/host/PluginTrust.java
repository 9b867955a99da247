package io.aiops.studio.host;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.JarJudge;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.plugin.SeparateOnlyException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.Gate;
import io.aiops.studio.host.trust.TrustService;
import java.util.List;
import java.util.Optional;

/** Where plugins and what is known of their makers meet: neither knows the other. */
final class PluginTrust {

  private PluginTrust() {}

  static JarJudge judge(Gate gate) {
    return new JarJudge() {
      @Override
      public byte[] admit(Caller caller, String fileName, byte[] given) {
        return gate.admit(fileName, given);
      }

      @Override
      public byte[] admitShipped(Caller caller, String fileName, byte[] given) {
        return gate.admitShipped(fileName, given);
      }

      @Override
      public void keep(String fileName, byte[] given) {
        gate.papers().keep(fileName, given);
      }

      @Override
      public boolean keeps(String sha256) {
        return gate.papers().has(sha256);
      }

      @Override
      public List<String> trusted(String sha256, Isolation level) {
        // Another process keeps its code from the studio's memory, not from the network.
        return switch (level) {
          case TRUSTED -> gate.trusted(sha256);
          case SEPARATE -> gate.reachesOut(sha256) ? List.of(Gate.NETWORK) : List.of();
        };
      }

      @Override
      public String found(String sha256) {
        return gate.found(sha256);
      }

      @Override
      public void load(String name, String version, Isolation level, String sha256, byte[] jar) {
        gate.judged(name, sha256, jar);
        List<Problem> apart = level == Isolation.TRUSTED ? gate.separateOnly(sha256) : List.of();
        if (!apart.isEmpty()) {
          throw new SeparateOnlyException(name, apart);
        }
        gate.revoked(name, version, sha256)
            .ifPresent(why -> {
              throw new InvalidException(name, why + " Nothing was changed.");
            });
      }

      @Override
      public Optional<String> refusal(String name, String version, String sha256) {
        return gate.revoked(name, version, sha256);
      }
    };
  }

  static TrustService service(Gate gate, Plugins plugins) {
    return new TrustService() {
      @Override
      public Trust of(Caller caller, String plugin) {
        caller.require(Permission.VIEW);
        Entry entry = entry(plugin);
        return new Trust(
            gate.judgement(plugin, entry.sha256(), () -> jar(entry)),
            gate.revoked(entry.name(), entry.version(), entry.sha256()).orElse(null));
      }

      @Override
      public Optional<byte[]> signedPackage(Caller caller, String plugin) {
        caller.requireStudio();
        Entry entry = entry(plugin);
        return gate.papers().packaged(entry.sha256(), () -> jar(entry));
      }

      @Override
      public List<Problem> objections(Caller caller, String fileName, byte[] given) {
        caller.requireStudio();
        return gate.objections(fileName, given);
      }

      @Override
      public Optional<String> revoked(Caller caller, String plugin, String version, String sha256) {
        caller.require(Permission.VIEW);
        return gate.revoked(plugin, version, sha256);
      }

      private Entry entry(String plugin) {
        return plugins.entry(plugin).orElseThrow(() -> new NotFoundException("plugin", plugin));
      }

      private byte[] jar(Entry entry) {
        return plugins
            .jar(entry.sha256())
            .orElseThrow(() -> new NotFoundException("jar", entry.sha256()));
      }
    };
  }
}
