package io.aiops.studio.cli.cluster.process;

import io.aiops.studio.cli.cluster.process.Nodes.Node;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: each of its requests goes to a node over a connection of its own, one
 * request after the other. What cannot be delivered yet waits here, and no more is read meanwhile.
 */
final class Front extends ChannelInboundHandlerAdapter {

  static final String COOKIE = "studio-node";
  private static final int CONNECT_MILLIS = 2_000;

  private final Nodes nodes;

  /** Of this request what waits for its connection; behind it requests that came too early. */
  private final Deque<Object> waiting = new ArrayDeque<>();

  private final Set<Node> tried = new HashSet<>();
  private @Nullable HttpRequest request;
  private @Nullable Channel back;
  private boolean whole;
  private boolean refused;

  Front(Nodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (request != null && whole) {
      waiting.add(message);
      return;
    }
    if (message instanceof HttpRequest begun) {
      if (begun.decoderResult().isFailure()) {
        ReferenceCountUtil.release(message);
        answer(context, HttpResponseStatus.BAD_REQUEST, "The request cannot be read.", false);
        return;
      }
      request = begun;
      refused = false;
      tried.clear();
      waiting.add(begun);
      connect(context, begun);
      return;
    }
    whole = message instanceof LastHttpContent;
    if (refused) {
      ReferenceCountUtil.release(message);
      if (whole) {
        next(context);
      }
    } else if (back == null) {
      waiting.add(message);
    } else {
      back.write(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (back != null) {
      back.flush();
    }
    readOn(context);
  }

  /** After the whole request too: that is how one hears that the client has gone. */
  private void readOn(ChannelHandlerContext context) {
    boolean able = back == null ? waiting.isEmpty() : back.isWritable() && waiting.isEmpty();
    if (able) {
      context.read();
    }
  }

  private void connect(ChannelHandlerContext context, HttpRequest begun) {
    boolean page = !begun.uri().startsWith("/api/");
    String sticky = page ? cookie(begun) : "";
    Optional<Node> chosen = nodes.next(sticky, tried);
    if (chosen.isEmpty()) {
      refuse(context, "No node of the cluster is ready; try again in a moment.");
      return;
    }
    Node node = chosen.get();
    tried.add(node);
    String keep = page && !node.name().equals(sticky) ? node.name() : "";
    Back handler = new Back(context.channel(), this, keep);
    new Bootstrap()
        .group(context.channel().eventLoop())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(
                            ProxyMain.LONGEST_LINE, ProxyMain.LONGEST_HEADERS, ProxyMain.CHUNK))
                    .addLast(handler);
              }
            })
        .connect("127.0.0.1", node.port())
        .addListener(
            (ChannelFutureListener)
                done -> {
                  if (!done.isSuccess()) {
                    nodes.away(node);
                    connect(context, begun);
                  } else if (context.channel().isActive()) {
                    connected(context, done.channel());
                  } else {
                    done.channel().close();
                  }
                });
  }

  private void connected(ChannelHandlerContext context, Channel channel) {
    back = channel;
    Object message = waiting.poll();
    while (message != null) {
      channel.write(message);
      if (message instanceof LastHttpContent) {
        break;
      }
      message = waiting.poll();
    }
    channel.flush();
    channel.read();
    readOn(context);
  }

  private void refuse(ChannelHandlerContext context, String why) {
    refused = true;
    boolean over = false;
    while (!over && !waiting.isEmpty()) {
      Object message = waiting.remove();
      over = message instanceof LastHttpContent;
      ReferenceCountUtil.release(message);
    }
    answer(context, HttpResponseStatus.SERVICE_UNAVAILABLE, why, true);
    if (whole) {
      next(context);
    } else {
      context.read();
    }
  }

  /** The proxy's own answer, as the studio's look. */
  private void answer(
      ChannelHandlerContext context, HttpResponseStatus status, String why, boolean keep) {
    byte[] body =
        """
        {"type": "about:blank", "title": "%s", "status": %d, "detail": "%s"}
        """
            .formatted(status.reasonPhrase(), status.code(), why)
            .getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
    response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
    HttpUtil.setContentLength(response, body.length);
    boolean stays = keep && keepsAlive();
    HttpUtil.setKeepAlive(response, stays);
    var sent = context.writeAndFlush(response);
    if (!stays) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  boolean keepsAlive() {
    return request != null && HttpUtil.isKeepAlive(request);
  }

  /** The node broke off before it answered. */
  void unanswered(Channel front) {
    back = null;
    ChannelHandlerContext context = front.pipeline().context(this);
    if (context != null) {
      answer(
          context,
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "The node went away before it answered; try again in a moment.",
          false);
    }
  }

  /** The whole answer is on its way to the client. */
  void answered(Channel front) {
    back = null;
    ChannelHandlerContext context = front.pipeline().context(this);
    if (context == null || !front.isActive()) {
      return;
    }
    if (!whole || !keepsAlive()) {
      front.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    next(context);
  }

  private void next(ChannelHandlerContext context) {
    request = null;
    whole = false;
    refused = false;
    Deque<Object> early = new ArrayDeque<>(waiting);
    waiting.clear();
    early.forEach(message -> channelRead(context, message));
    readOn(context);
  }

  private static String cookie(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.COOKIE);
    return header == null
        ? ""
        : ServerCookieDecoder.LAX.decode(header).stream()
            .filter(cookie -> cookie.name().equals(COOKIE))
            .map(Cookie::value)
            .findFirst()
            .orElse("");
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (back != null && context.channel().isWritable()) {
      back.read();
    }
  }

  /** The node takes more. */
  void writable(Channel front) {
    ChannelHandlerContext context = front.pipeline().context(this);
    if (context != null) {
      readOn(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    if (back != null) {
      back.close();
    }
  }

  /** A connection that breaks is closed; the other side is closed with it. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
