package io.aiops.studio.marketplace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Two pages on this machine. Each answers once both are asked for, and with an error if that takes
 * longer than ten seconds: who reads them one after the other gets none.
 */
final class WebSite implements AutoCloseable {

  private final HttpServer server;
  private final CyclicBarrier together = new CyclicBarrier(2);

  private WebSite(HttpServer server) {
    this.server = server;
  }

  static WebSite open() throws IOException {
    WebSite site =
        new WebSite(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    site.page(
        "/queues",
        "Queues <explained>",
        "A queue keeps messages until a worker takes them. Priorities decide the order.");
    site.page(
        "/journals",
        "Journals",
        "A journal is appended to and never changed. After a crash it is read from the start.");
    site.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    site.server.start();
    return site;
  }

  /** Both pages, and one that is not there. */
  List<String> addresses() {
    String root = "http://127.0.0.1:" + server.getAddress().getPort();
    return List.of(root + "/queues", root + "/gone", root + "/journals");
  }

  private void page(String path, String title, String text) {
    String html =
        "<html><head><title>"
            + title.replace("<", "&lt;").replace(">", "&gt;")
            + "</title><script>track()</script></head><body><nav>Home</nav><p>"
            + text
            + "</p></body></html>";
    server.createContext(path, exchange -> answer(exchange, html.getBytes(StandardCharsets.UTF_8)));
  }

  private void answer(HttpExchange exchange, byte[] html) throws IOException {
    try (exchange) {
      boolean both = bothAsked();
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(both ? 200 : 410, html.length);
      exchange.getResponseBody().write(html);
    }
  }

  private boolean bothAsked() {
    try {
      together.await(60, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | BrokenBarrierException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
