package io.aiops.studio.cli.plugin;

import static io.aiops.studio.cli.FakeStudio.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginShowTest {

  private static final String NODES =
      """
      {"items":[
        {"node":"left","plugins":{"set":4,"plugins":[
          {"name":"acme.echo","version":"1.1.0","state":"on_trial","error":null,"figures":[
            {"version":"1.1.0","serving":true,"atWork":3,"done":40,"failed":2,"threads":5,"memoryMiB":null},
            {"version":"1.0.0","serving":false,"atWork":1,"done":9,"failed":0,"threads":7,"memoryMiB":64}]},
          {"name":"acme.other","version":"1.0.0","state":"active","error":null,"figures":[]}]}},
        {"node":"right","plugins":{"set":4,"plugins":[
          {"name":"acme.echo","version":null,"state":"failed","error":"No such class.","figures":[]}]}}]}
      """;

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  @Test
  void each_version_on_each_node_has_a_line_and_with_log_its_last_lines_follow() {
    studio.on("GET /api/v1/nodes/plugins", json(200, NODES));
    studio.on(
        "GET /api/v1/nodes/plugins/acme.echo/log",
        json(
            200,
            "{\"items\":[{\"node\":\"left\",\"lines\":[{\"at\":\"2026-11-29T12:00:00Z\",\"version\":\"1.1.0\",\"level\":\"failed\",\"text\":\"no such host\"}]}]}"));
    CommandLineRun run = CommandLineRun.of(studio.url(), folder, "plugin", "show", "acme.echo");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).matches("left +1.1.0 +on_trial +3 +40 +2 +5"))
        .anySatisfy(line -> assertThat(line).matches("left +1.0.0 +no new work +1 +9 +0 +7 +64"))
        .anySatisfy(line -> assertThat(line).matches("right +failed +No such class."));
    run = CommandLineRun.of(studio.url(), folder, "plugin", "show", "acme.echo", "--log");
    assertThat(run.out()).contains("left  1.1.0    failed  no such host");
  }

  @Test
  void one_that_no_node_has_is_named() {
    studio.on("GET /api/v1/nodes/plugins", json(200, NODES));
    CommandLineRun run = CommandLineRun.of(studio.url(), folder, "plugin", "show", "acme.none");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("No node has a plugin acme.none.");
  }
}
