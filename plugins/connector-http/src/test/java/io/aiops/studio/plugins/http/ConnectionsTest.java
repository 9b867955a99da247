package io.aiops.studio.plugins.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.line.Line;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where connections lead, and whom they are kept for. Wherever they should lead, a fake answers.
 */
final class ConnectionsTest {

  private static final Map<String, String> CALL = Map.of("url", "http://some.example/page");

  private final FakeWeb web = new FakeWeb();
  private final List<String> dialed = new ArrayList<>();
  private final List<String> silent = new ArrayList<>();
  private List<String> behindTheName = List.of("8.8.8.8");
  private int asked;
  private final HttpConnector connector =
      new HttpConnector(this::resolve, Line.toAddresses(proxy -> new ToTheFake()));

  @AfterEach
  void stop() {
    connector.close();
    web.close();
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    asked++;
    List<InetAddress> found = new ArrayList<>();
    for (String each : host.equals("some.example") ? behindTheName : List.of(host)) {
      found.add(InetAddress.getByName(each));
    }
    return found;
  }

  private Calls with(Map<String, ? extends @Nullable Object> settings) {
    return new Calls(connector, new RecordingContext().settings(settings));
  }

  @Test
  void what_was_looked_at_is_what_is_called() throws Exception {
    assertThat(with(Map.of()).call("get", Map.copyOf(CALL)).get("status")).isEqualTo(200);
    assertThat(dialed).containsExactly("8.8.8.8");
    assertThat(asked).isEqualTo(1);
    assertThat(web.seen().getFirst().header("Host")).isEqualTo("some.example");
  }

  @Test
  void a_redirect_from_a_public_name_to_a_private_address_is_not_followed() {
    String to = "http://some.example/to/302?http://127.0.0.1/page";
    with(Map.of()).fails(Category.DENIED, "get", Map.of("url", to));
    assertThat(dialed).containsExactly("8.8.8.8");
    assertThat(web.seen()).hasSize(1);
  }

  @Test
  void a_kept_connection_is_no_way_round_the_look() throws Exception {
    with(Map.of()).call("get", Map.copyOf(CALL));
    behindTheName = List.of("127.0.0.1");
    with(Map.of()).fails(Category.DENIED, "get", Map.copyOf(CALL));
    assertThat(web.seen()).hasSize(1);
  }

  @Test
  void a_connection_is_kept_for_the_same_settings_and_for_no_others() throws Exception {
    for (String path : List.of("page", "gzip", "json", "empty", "to/302?/page")) {
      Map<String, String> call = Map.of("url", "http://some.example/" + path);
      with(Map.of()).call("get", Map.copyOf(call));
    }
    assertThat(dialed).as("all but the redirect's were read to their end").hasSize(2);
    with(Map.of("baseUrl", "http://some.example", "bearerToken", FakeWeb.SECRET))
        .call("get", Map.of("url", "page"));
    assertThat(dialed).hasSize(3);
  }

  @Test
  void an_answer_that_was_not_read_to_its_end_ends_its_connection() throws Exception {
    Calls calls = with(Map.of("maxBytes", 10));
    calls.fails(
        Category.LIMIT_REACHED, "get", Map.of("url", "http://some.example/endless", "as", "text"));
    calls.call("request", Map.of("url", "http://some.example/page", "method", "HEAD"));
    assertThat(dialed).hasSize(2);
  }

  @Test
  void of_several_addresses_one_that_can_be_reached_is_enough() throws Exception {
    behindTheName = List.of("1.1.1.1", "8.8.4.4");
    silent.add("1.1.1.1");
    with(Map.of()).call("get", Map.copyOf(CALL));
    assertThat(dialed).containsExactly("1.1.1.1", "8.8.4.4");
    silent.add("8.8.4.4");
    with(Map.of("allowedHosts", List.of("some.example")))
        .fails(Category.UNAVAILABLE, "get", Map.copyOf(CALL));
  }

  @Test
  void an_address_is_sent_as_it_was_written() throws Exception {
    for (String path : List.of("/", "//a//b", "/a%2Fb/../c;d", "/x?q=a%20b&c=d/e?f")) {
      with(Map.of()).call("get", Map.of("url", "http://some.example" + path));
      assertThat(web.seen().getLast().uri()).isEqualTo(path);
    }
    with(Map.of()).call("get", Map.of("url", "http://some.example?a"));
    assertThat(web.seen().getLast().uri()).isEqualTo("/?a");
  }

  private final class ToTheFake extends Socket {
    @Override
    public void connect(SocketAddress to, int timeout) throws IOException {
      String address = ((InetSocketAddress) to).getAddress().getHostAddress();
      dialed.add(address);
      if (silent.contains(address)) {
        throw new ConnectException("Connection refused");
      }
      super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), web.port()), timeout);
    }
  }
}
