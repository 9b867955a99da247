package io.aiops.studio.plugins.openai;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to services, kept for the next call. A call blocks the thread that makes it, and
 * an interrupt of that thread ends it: the sockets belong to channels. Nothing is ever sent twice.
 */
final class Line implements AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(10);

  /** Services close what is idle, some after 5 s; a call down a closed one would fail. */
  private static final TimeValue LOOK_AFTER = TimeValue.ofSeconds(1);

  private static final TimeValue IDLE = TimeValue.ofSeconds(30);

  /** Calls are bounded by who makes them, not here. */
  private static final int MOST = 65_536;

  private final CloseableHttpClient http;

  /**
   * @param trust whose certificates are believed
   */
  Line(SSLContext trust) {
    TlsSocketStrategy tls = ClientTlsStrategyBuilder.create().setSslContext(trust).buildClassic();
    PoolingHttpClientConnectionManager connections =
        new PoolingHttpClientConnectionManager(
            new DefaultHttpClientConnectionOperator(
                Line::interruptible,
                DefaultSchemePortResolver.INSTANCE,
                SystemDefaultDnsResolver.INSTANCE,
                scheme -> "https".equals(scheme) ? tls : null),
            PoolConcurrencyPolicy.LAX,
            PoolReusePolicy.LIFO,
            IDLE,
            ManagedHttpClientConnectionFactory.INSTANCE);
    connections.setMaxTotal(MOST);
    connections.setDefaultMaxPerRoute(MOST);
    connections.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(CONNECT)
            .setValidateAfterInactivity(LOOK_AFTER)
            .build());
    http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    // Some servers answer an offer to upgrade with an error.
                    .setProtocolUpgradeEnabled(false)
                    .setDefaultKeepAlive(IDLE.getDuration(), IDLE.getTimeUnit())
                    .build())
            .setUserAgent("AI-Ops-Studio")
            .evictIdleConnections(IDLE)
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  static Line open() {
    try {
      return new Line(SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no TLS", e);
    }
  }

  private static Socket interruptible(Proxy proxy) throws IOException {
    return SocketChannel.open().socket();
  }

  /** The answer, whose body is still to be read; it has to be closed. */
  ClassicHttpResponse ask(HttpUriRequestBase question) throws IOException {
    return http.executeOpen(null, question, null);
  }

  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }
}
