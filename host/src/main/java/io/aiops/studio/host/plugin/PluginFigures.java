package io.aiops.studio.host.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a plugin is at on this node, and what it did since it came up here.
 *
 * @param serving false if it gets no new work: it ends what it began, or serves steps that are
 *     pinned to it
 * @param atWork calls that it is at now
 * @param done calls that went well
 * @param failed calls that failed
 * @param threads threads of the operating system that it began, or that its process has; null if
 *     that is not known
 * @param memoryMiB that its process has of the machine's memory; null if it has no process of its
 *     own: in the studio's nobody can tell whose memory is whose
 */
public record PluginFigures(
    String version,
    boolean serving,
    int atWork,
    long done,
    long failed,
    @Nullable Integer threads,
    @Nullable Long memoryMiB) {

  /**
   * Of all that is up, by plugin, the version that serves first.
   *
   * @param serving of these, those that get new work
   */
  static Map<String, List<PluginFigures>> of(List<Activation> up, Set<Activation> serving) {
    Map<ClassLoader, Integer> threads = PluginThreads.count();
    return up.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.jar().name(),
                Collectors.mapping(
                    each -> each.figures(serving.contains(each), threads),
                    Collectors.collectingAndThen(Collectors.toList(), PluginFigures::sorted))));
  }

  private static List<PluginFigures> sorted(List<PluginFigures> figures) {
    return figures.stream()
        .sorted(
            Comparator.comparing(PluginFigures::serving)
                .reversed()
                .thenComparing(PluginFigures::version))
        .toList();
  }
}
