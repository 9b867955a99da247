package io.aiops.studio.cli.cluster.process;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * The one address of a cluster: hands requests to its nodes in turn, past those that are not ready.
 * A person's pages stay with one node by a cookie; what is under {@code /api} goes to any. Streams
 * and WebSockets pass through.
 */
public final class ProxyMain {

  static final int LONGEST_LINE = 64 * 1024;
  static final int LONGEST_HEADERS = 64 * 1024;
  static final int CHUNK = 16 * 1024;
  private static final int BACKLOG = 1024;

  private ProxyMain() {}

  /**
   * @param arguments its port, then {@code name=port} for each node
   */
  public static void main(String[] arguments) throws InterruptedException {
    List<Nodes.Node> nodes = new ArrayList<>();
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      String[] parts = argument.split("=", 2);
      nodes.add(new Nodes.Node(parts[0], Integer.parseInt(parts[1])));
    }
    Nodes behind = new Nodes(nodes);
    behind.watch();
    EventLoopGroup group = new NioEventLoopGroup(2);
    server(group, behind)
        .bind("127.0.0.1", Integer.parseInt(arguments[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  static ServerBootstrap server(EventLoopGroup group, Nodes behind) {
    return new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(LONGEST_LINE, LONGEST_HEADERS, CHUNK))
                    .addLast(new Front(behind));
              }
            });
  }
}
