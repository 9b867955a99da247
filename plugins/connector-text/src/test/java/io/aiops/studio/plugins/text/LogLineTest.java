package io.aiops.studio.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {

  private static final String YEAR = String.valueOf(Year.now(ZoneOffset.UTC).getValue());

  /** Line, level, time, pattern: one of each kind of log that people bring. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\0',
      textBlock =
          """
          2026-11-24 03:02:04,344 ERROR [http-12] shop.Payments - Payment 811718 failed ¦ ERROR ¦ 2026-11-24T03:02:04Z ¦ ERROR [http-*] shop.Payments - Payment * failed
          2026-11-24T03:02:04.344+0100 [main] WARN c.e.Pool: can't get 3, won't wait ¦ WARN ¦ 2026-11-24T02:02:04Z ¦ [main] WARN c.e.Pool: can't get *, won't wait
          Nov 24 03:02:04 web1 sshd[811]: error: maximum authentication attempts exceeded for root from 10.0.0.7 ¦ ERROR ¦ YEAR-11-24T03:02:04Z ¦ web* sshd[*]: error: maximum authentication attempts exceeded for root from *
          Nov  4 03:02:04 web1 sshd[811]: Failed password for root from 10.0.0.7 port 4711 ssh2 ¦ '' ¦ YEAR-11-04T03:02:04Z ¦ web* sshd[*]: Failed password for root from * port * ssh*
          2026/11/24 03:02:04 [error] 31#31: *5 connect() failed (111: Connection refused) while connecting to upstream ¦ ERROR ¦ 2026-11-24T03:02:04Z ¦ [error] *#*: ** connect() failed (*: Connection refused) while connecting to upstream
          10.0.0.7 - - [24/Nov/2026:03:02:04 +0000] "GET /api/orders/17?x=1 HTTP/1.1" 502 157 "-" "curl/8.5.0" ¦ HTTP 5xx ¦ 2026-11-24T03:02:04Z ¦ GET /api/orders/* 502
          10.0.0.7 - - [24/Nov/2026:03:02:04 +0000] "GET /ERROR HTTP/1.1" 404 157 "-" "curl/8.5.0" ¦ HTTP 4xx ¦ 2026-11-24T03:02:04Z ¦ GET /ERROR 404
          {"ts":"2026-11-24T03:02:04Z","level":"error","msg":"order 17 failed: \\"no stock\\"","id":3} ¦ ERROR ¦ 2026-11-24T03:02:04Z ¦ order * failed: *
          {"level":40,"time":1795489324000,"pid":7,"msg":"slow query: 812 ms"} ¦ WARN ¦ 2026-11-24T03:02:04Z ¦ slow query: * ms
          time="2026-11-24T03:02:04Z" level=warning msg="disk at 91%" ¦ WARNING ¦ 2026-11-24T03:02:04Z ¦ time=* level=warning msg=*
          java.lang.Error: no error here ¦ '' ¦ '' ¦ java.lang.Error: no error here
          """)
  void says_level_time_and_pattern(String line, String level, String time, String pattern) {
    LogLine read = new LogLine(line);
    assertThat(read.level()).isEqualTo(level.replace("''", ""));
    assertThat(read.time().map(Instant::toString).orElse(""))
        .isEqualTo(time.replace("''", "").replace("YEAR", YEAR));
    assertThat(read.pattern()).isEqualTo(pattern);
  }
}
