package io.aiops.studio.cli.cluster.process;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * The connection to a node for one request: what the node answers goes to the client as it comes.
 */
final class Back extends ChannelInboundHandlerAdapter {

  private static final int SWITCHING = 101;

  private final Channel front;
  private final Front client;

  /** Name of the node that the person's pages now stay with; empty if nothing changes. */
  private final String keep;

  private boolean interim;
  private boolean switching;
  private boolean begun;
  private boolean over;

  Back(Channel front, Front client, String keep) {
    this.front = front;
    this.client = client;
    this.keep = keep;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response) {
      head(response);
      ReferenceCountUtil.release(message);
      return;
    }
    if (!(message instanceof LastHttpContent last)) {
      front.write(message);
    } else if (interim) {
      interim = false;
      last.release();
    } else if (switching) {
      last.release();
      relay(context);
    } else {
      over = true;
      front.writeAndFlush(last);
      context.close();
      client.answered(front);
    }
  }

  private void head(HttpResponse response) {
    int code = response.status().code();
    if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL && code != SWITCHING) {
      interim = true;
      front.writeAndFlush(
          new DefaultFullHttpResponse(response.protocolVersion(), response.status()));
      return;
    }
    begun = true;
    switching = code == SWITCHING;
    if (!keep.isEmpty()) {
      response
          .headers()
          .add(
              HttpHeaderNames.SET_COOKIE,
              Front.COOKIE + "=" + keep + "; Path=/; HttpOnly; SameSite=Lax");
    }
    if (!switching) {
      boolean bodiless = code == 204 || code == 304;
      if (!HttpUtil.isContentLengthSet(response) && !bodiless) {
        HttpUtil.setTransferEncodingChunked(response, true);
      }
      response.headers().remove("Keep-Alive");
      HttpUtil.setKeepAlive(response, client.keepsAlive());
    }
    front.write(response);
  }

  /** No longer HTTP: bytes in both directions until one side ends. */
  private void relay(ChannelHandlerContext context) {
    front.flush();
    Channel node = context.channel();
    front.pipeline().addLast(new Relay(node));
    front.pipeline().remove(client);
    front.pipeline().remove(HttpServerCodec.class);
    context.pipeline().addLast(new Relay(front));
    context.pipeline().remove(this);
    context.pipeline().remove(HttpClientCodec.class);
    front.config().setAutoRead(true);
    node.config().setAutoRead(true);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    front.flush();
    if (front.isWritable()) {
      context.read();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      client.writable(front);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (over) {
      return;
    }
    if (begun) {
      // Half an answer: the client must not take it for a whole one.
      front.close();
    } else {
      client.unanswered(front);
    }
  }

  /** A connection that breaks is closed; the other side hears of it by that. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  /** Bytes as they come. */
  private static final class Relay extends ChannelInboundHandlerAdapter {

    private final Channel to;

    Relay(Channel to) {
      this.to = to;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      to.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      to.flush();
      context.channel().config().setAutoRead(to.isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      to.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      to.writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER)
          .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
