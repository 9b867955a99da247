package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code plugin dev} beside a test, until what the test saves once is live. */
public final class DevSitting {

  private static final Pattern LIVE = Pattern.compile("Live as (\\S+) in (\\d+) ms");
  private static final int BOUND_MILLIS = 3000;

  private final CompletableFuture<StudioServer.Ended> ended;

  private DevSitting(CompletableFuture<StudioServer.Ended> ended) {
    this.ended = ended;
  }

  /** Comes back when the plugin serves as it is. */
  public static DevSitting begin(StudioServer server, Path project) {
    DevSitting sitting =
        new DevSitting(
            CompletableFuture.supplyAsync(
                () -> server.runs("plugin", "dev", project.toString(), "--reloads", "1")));
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> sitting.ended.isDone() || server.api().get("/plugins").body().contains(".dev-"));
    return sitting;
  }

  /**
   * What was saved meanwhile, live.
   *
   * @param millis from saved to live, by the command's own clock
   */
  public record Live(String version, int millis) {

    /** In so short a time that the author keeps looking. */
    public void within3Seconds() {
      assertThat(millis).as("milliseconds from saved to live").isLessThanOrEqualTo(BOUND_MILLIS);
    }
  }

  public Live end() throws Exception {
    StudioServer.Ended all = ended.get(60, TimeUnit.SECONDS);
    assertThat(all.code()).as(all.output()).isZero();
    Matcher live = LIVE.matcher(all.output());
    assertThat(live.find()).as("the first version in " + all.output()).isTrue();
    assertThat(live.find()).as("the second version in " + all.output()).isTrue();
    return new Live(live.group(1), Integer.parseInt(live.group(2)));
  }
}
