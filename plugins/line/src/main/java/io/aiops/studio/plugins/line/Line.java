package io.aiops.studio.plugins.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
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
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections to servers, kept for the next call. A call blocks the thread that makes it, and an
 * interrupt of that thread ends it: the sockets belong to channels. Nothing is ever sent twice, and
 * no redirect is followed. It has one thread, which closes what is idle, until it is closed itself.
 */
public final class Line implements AutoCloseable {

  private static final Timeout CONNECT = Timeout.ofSeconds(10);

  /** Servers close what is idle, some after 5 s; a call down a closed one would fail. */
  private static final TimeValue LOOK_AFTER = TimeValue.ofSeconds(1);

  private static final TimeValue IDLE = TimeValue.ofSeconds(30);

  /** Calls are bounded by who makes them, not here. */
  private static final int MOST = 65_536;

  /** Each connection has three such buffers for as long as it is open, also while it only waits. */
  private static final int BUFFER = 4 * 1024;

  private static final Http1Config HTTP =
      Http1Config.custom()
          .setBufferSize(BUFFER)
          .setMaxLineLength(64 * 1024)
          .setMaxHeaderCount(200)
          .build();

  private static final ScopedValue<List<InetAddress>> ADDRESSES = ScopedValue.newInstance();

  private final CloseableHttpClient http;

  private Line(
      SSLContext trust,
      HttpRoutePlanner planner,
      DnsResolver names,
      DetachedSocketFactory sockets,
      PoolConcurrencyPolicy pool) {
    TlsSocketStrategy tls = ClientTlsStrategyBuilder.create().setSslContext(trust).buildClassic();
    PoolingHttpClientConnectionManager connections =
        new PoolingHttpClientConnectionManager(
            new DefaultHttpClientConnectionOperator(
                sockets,
                DefaultSchemePortResolver.INSTANCE,
                names,
                scheme -> "https".equals(scheme) ? tls : null),
            pool,
            PoolReusePolicy.LIFO,
            IDLE,
            ManagedHttpClientConnectionFactory.builder().http1Config(HTTP).build());
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
            .setRoutePlanner(planner)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    // Some servers answer an offer to upgrade with an error.
                    .setProtocolUpgradeEnabled(false)
                    .setAuthenticationEnabled(false)
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

  /** For a few services that somebody has set: through the machine's proxies, if it has any. */
  public static Line toServices() {
    return toServices(usualTrust());
  }

  /**
   * @param trust whose certificates are believed
   */
  public static Line toServices(SSLContext trust) {
    return new Line(
        trust,
        new SystemDefaultRoutePlanner(ProxySelector.getDefault()),
        SystemDefaultDnsResolver.INSTANCE,
        Line::interruptible,
        PoolConcurrencyPolicy.LAX);
  }

  /** For whoever is named: straight to the addresses that come with each question, and no other. */
  public static Line toAddresses() {
    return toAddresses(Line::interruptible);
  }

  /**
   * @param sockets where sockets come from that are to be connected
   */
  public static Line toAddresses(DetachedSocketFactory sockets) {
    // Unlike the lax one, the strict pool forgets whom it has no connection to.
    return new Line(
        usualTrust(),
        new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE),
        new Given(),
        sockets,
        PoolConcurrencyPolicy.STRICT);
  }

  private static SSLContext usualTrust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no TLS", e);
    }
  }

  private static Socket interruptible(Proxy proxy) throws IOException {
    return SocketChannel.open().socket();
  }

  /** The answer, whose body is still to be read; it has to be closed. */
  public ClassicHttpResponse ask(HttpUriRequestBase question) throws IOException {
    return http.executeOpen(null, question, null);
  }

  /**
   * The answer from one of the addresses, tried in order until one can be connected to.
   *
   * @param asker a connection is kept for those that are equal to it, and for nobody else
   */
  public ClassicHttpResponse ask(
      HttpUriRequestBase question, List<InetAddress> addresses, Object asker) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    context.setUserToken(asker);
    return ScopedValue.where(ADDRESSES, addresses)
        .call(() -> http.executeOpen(null, question, context));
  }

  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }

  /** Knows no name by itself. */
  private static final class Given implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      if (!ADDRESSES.isBound()) {
        throw new UnknownHostException(host + " was given no address");
      }
      return ADDRESSES.get().toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
