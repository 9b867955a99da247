package io.aiops.studio.plugins.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to services: private, and never a question twice. */
class LineTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  @Test
  void a_service_that_nobody_vouches_for_is_not_asked() throws Exception {
    KeyStore keys = keys();
    AtomicInteger asked = new AtomicInteger();
    HttpsServer service = HttpsServer.create(anyPort(), 0);
    service.setHttpsConfigurator(new HttpsConfigurator(own(keys)));
    answer(service, asked);
    URI address = URI.create("https://localhost:" + service.getAddress().getPort() + "/");
    try (Line line = Line.toServices();
        Line trusting = Line.toServices(own(keys))) {
      assertThatThrownBy(() -> ask(line, address)).isInstanceOf(SSLHandshakeException.class);
      assertThat(asked).hasValue(0);
      assertThat(ask(trusting, address)).isEqualTo(200);
      URI stranger = URI.create("https://127.0.0.1:" + service.getAddress().getPort() + "/");
      assertThatThrownBy(() -> ask(trusting, stranger)).isInstanceOf(IOException.class);
      assertThat(asked).as("the certificate is another host's").hasValue(1);
    } finally {
      service.stop(0);
    }
  }

  @Test
  void a_question_whose_connection_breaks_is_not_asked_again() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (java.net.ServerSocket service =
            new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Line line = Line.toServices()) {
      Thread rude =
          Thread.ofVirtual()
              .start(() -> {
                while (!service.isClosed()) {
                  try (java.net.Socket caller = service.accept()) {
                    int first = caller.getInputStream().read();
                    asked.addAndGet(first < 0 ? 0 : 1);
                  } catch (IOException e) {
                    return;
                  }
                }
              });
      URI address = URI.create("http://127.0.0.1:" + service.getLocalPort() + "/");
      assertThatThrownBy(() -> ask(line, address))
          .isInstanceOfAny(NoHttpResponseException.class, java.net.SocketException.class);
      assertThat(asked).hasValue(1);
      service.close();
      assertThat(rude.join(java.time.Duration.ofSeconds(60))).isTrue();
    }
  }

  private static void answer(HttpServer service, AtomicInteger asked) {
    service.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    service.start();
  }

  private static int ask(Line line, URI address) throws IOException {
    try (ClassicHttpResponse response = line.ask(new HttpUriRequestBase("GET", address))) {
      return response.getCode();
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private KeyStore keys() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "service",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.out").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext own(KeyStore keys) throws Exception {
    KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
    shown.init(keys, PASSWORD);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
