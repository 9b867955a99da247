package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each template from its input to its report, as a newcomer runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {

  private static final long LOG_BYTES = 8L * 1024 * 1024;

  @TempDir static Path folder;

  private TestStudio studio;

  @BeforeAll
  void start() throws IOException {
    studio = TestStudio.start(folder);
  }

  @AfterAll
  void stop() {
    studio.close();
  }

  @Test
  void a_fresh_studio_has_every_template_and_each_is_valid() {
    for (Template template : Templates.shipped()) {
      assertThat(studio.studio().workflows().validate(studio.caller(), template.text()).problems())
          .as(template.name())
          .isEmpty();
      assertThat(studio.studio().workflows().get(studio.caller(), template.name()).text())
          .isEqualTo(template.text());
    }
  }

  @Test
  void log_triage_counts_what_grep_counts() throws Exception {
    Path log = GeneratedLog.write(folder.resolve("server.log"), LOG_BYTES);
    FileRef file = studio.upload(log, "text/plain");
    Map<?, ?> output = completed(studio.run("log-triage", Map.of("file", file.toMap())));
    int errors = grep("ERROR", log);
    assertThat(output.get("lines")).isEqualTo(grep("", log));
    assertThat(output.get("errors")).isEqualTo(errors);
    assertThat(output.get("warnings")).isEqualTo(grep("WARN", log));
    String report = studio.text(output.get("report"));
    keep("log-triage.md", report);
    assertThat(report)
        .startsWith("# Log triage: server.log\n")
        .contains("**" + String.format(Locale.ROOT, "%,d", errors) + " errors**")
        .contains("> **Simulated.**")
        .contains("`ERROR [http-*] shop.order.Payments - Payment of order * failed`")
        .contains("Largest burst: 03:0")
        .contains("\n\tat shop.order.Payments.capture(Payments.java:88)");
    assertThat(output.get("simulated")).isEqualTo(true);
  }

  @Test
  void log_triage_finds_the_incident_in_its_sample() throws Exception {
    Map<?, ?> output = completed(runOnItsSample("log-triage"));
    String report = studio.text(output.get("report"));
    keep("log-triage-sample.md", report);
    assertThat(output.get("errors")).isEqualTo(54);
    assertThat(report)
        .contains("Most frequent error, 39 of 54, first at 03:02:04, last at 03:08:52")
        .contains("Connection is not available, request timed out after 30035ms");
    assertThat((String) output.get("summary")).contains("Payment for order");
  }

  @Test
  void a_log_without_errors_and_times_has_a_report_too() throws Exception {
    byte[] log = "job 1 begins\njob 2 begins\n".getBytes(StandardCharsets.UTF_8);
    FileRef file = studio.upload("jobs", "text/plain", new ByteArrayInputStream(log));
    Map<?, ?> output = completed(studio.run("log-triage", Map.of("file", file.toMap())));
    String report = studio.text(output.get("report"));
    keep("log-triage-quiet.md", report);
    assertThat(report)
        .contains("**0 errors** and 0 warnings in 2 lines; no line has a time")
        .contains("| 2 |  | `job * begins` |");
  }

  @Test
  void ticket_routing_gives_every_ticket_to_a_team() throws Exception {
    Map<?, ?> output = completed(runOnItsSample("ticket-routing"));
    String table = studio.text(output.get("table"));
    String csv = studio.text(output.get("csv"));
    keep("ticket-routing.md", table);
    keep("ticket-routing.csv", csv);
    assertThat(output.get("tickets")).isEqualTo(40);
    assertThat(output.get("unclassified")).isEqualTo(0);
    assertThat(csv.lines()).hasSize(41).allMatch(line -> line.matches("[^,]+,[^,]+,[^,]+,.*"));
    assertThat(csv)
        .contains("T-1003,high,On call,30 min,technical,Cedar Labs,Production is down")
        .contains("T-1001,normal,Billing,1 day,billing,Alder & Co,Charged twice for October");
    assertThat(table).contains("**40 tickets**, 3 of high priority.").contains("> **Simulated.**");
    assertThat(((Map<?, ?>) output.get("teams")).values().stream().mapToInt(n -> (Integer) n).sum())
        .isEqualTo(40);
  }

  @Test
  void what_a_stranger_writes_in_a_ticket_is_no_formula_in_the_table() throws Exception {
    byte[] tickets =
        "id,subject\n7,=1+cmd|' /C calc'!A0\n8,\"a, \"\"b\"\" | c\"\n"
            .getBytes(StandardCharsets.UTF_8);
    FileRef file = studio.upload("odd.csv", "text/csv", new ByteArrayInputStream(tickets));
    Map<?, ?> output = completed(studio.run("ticket-routing", Map.of("file", file.toMap())));
    assertThat(studio.text(output.get("csv")))
        .contains(",'=1+cmd|' /C calc'!A0\r\n")
        .contains(",\"a, \"\"b\"\" | c\"\r\n");
    assertThat(studio.text(output.get("table"))).contains("| a, \"b\" \\| c |");
  }

  @Test
  void web_digest_reads_pages_in_parallel_and_says_which_it_could_not() throws Exception {
    studio.allowThisMachine();
    try (WebSite site = WebSite.open()) {
      Map<?, ?> output = completed(studio.run("web-digest", Map.of("urls", site.addresses())));
      String report = studio.text(output.get("report"));
      keep("web-digest.md", report);
      assertThat(output.get("pages")).isEqualTo(3);
      assertThat(output.get("read")).isEqualTo(2);
      assertThat(report)
          .contains("**2 of 3 pages** read; 1 could not be read")
          .contains("### Queues")
          .contains("A queue keeps messages until a worker takes them")
          .contains("A journal is appended to and never changed")
          .contains("- <" + site.addresses().get(1) + ">: ")
          .doesNotContain("track()")
          .contains("> **Simulated.**");
    }
  }

  @Test
  void a_digest_of_nothing_says_so_and_asks_no_model() throws Exception {
    studio.allowThisMachine();
    try (WebSite site = WebSite.open()) {
      String gone = site.addresses().get(1);
      ExecutionViews.Detail detail = studio.run("web-digest", Map.of("urls", List.of(gone)));
      Map<?, ?> output = completed(detail);
      assertThat(studio.text(output.get("report")))
          .contains("**0 of 1 page** read; 1 could not be read")
          .contains("No page could be read.")
          .contains("- <" + gone + ">: ");
      assertThat(detail.summary().usage().inputTokens()).isZero();
    }
  }

  @Test
  void a_model_that_fails_costs_the_text_and_not_the_report() throws Exception {
    var connections = studio.studio().connections();
    connections.save(
        studio.caller(),
        Connection.Kind.MODEL,
        "broken",
        "simulated",
        Map.of("errorRate", 1),
        null);
    try {
      Map<?, ?> triage = completed(runOnItsSample("log-triage"));
      assertThat(studio.text(triage.get("report")))
          .contains("**54 errors**")
          .contains("The summary could not be written: The simulated model fails this call")
          .doesNotContain("**Simulated.**");
      byte[] tickets = "id,subject\n7,Down\n".getBytes(StandardCharsets.UTF_8);
      FileRef file = studio.upload("one.csv", "text/csv", new ByteArrayInputStream(tickets));
      Map<?, ?> routing = completed(studio.run("ticket-routing", Map.of("file", file.toMap())));
      assertThat(routing.get("unclassified")).isEqualTo(1);
      assertThat(studio.text(routing.get("table")))
          .contains("| 7 | ? | Service desk | 1 day | ? |  | Down |")
          .contains("- 7: The simulated model fails this call");
    } finally {
      connections.remove(studio.caller(), Connection.Kind.MODEL, "broken");
    }
  }

  private ExecutionViews.Detail runOnItsSample(String name) throws IOException {
    Template template =
        Templates.shipped().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    SampleFile sample = template.files().getFirst();
    try (InputStream in = sample.open()) {
      FileRef file = studio.upload(sample.name(), sample.mediaType(), in);
      return studio.run(name, Map.of(sample.input(), file.toMap()));
    }
  }

  private static Map<?, ?> completed(ExecutionViews.Detail detail) {
    assertThat(detail.summary().status())
        .as("%s", detail.summary().failure())
        .isEqualTo(Status.COMPLETED);
    return (Map<?, ?>) detail.output();
  }

  /** For people to read: what the newest test run wrote. */
  private static void keep(String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(Path.of("target/reports")).resolve(name), text);
  }

  private static int grep(String pattern, Path file) throws IOException, InterruptedException {
    Process grep =
        new ProcessBuilder(List.of("grep", "-cw", "--", pattern, file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String count = new String(grep.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(grep.waitFor()).as("grep found something").isZero();
    return Integer.parseInt(count);
  }
}
