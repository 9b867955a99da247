package io.aiops.studio.cli.cluster;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Signs of life over loopback; whoever gives none within two seconds is not ready. */
final class Probes {

  private static final String HERE = "127.0.0.1";
  private static final int MILLIS = 2_000;
  private static final int PROTOCOL_3 = 3 << 16;

  private Probes() {}

  /** Whether somebody listens. */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HERE, port), MILLIS);
      return true;
    } catch (IOException e) {
      // That is the answer.
      return false;
    }
  }

  /** Whether the port can be opened by us. */
  static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(HERE, port));
      return true;
    } catch (IOException e) {
      // That is the answer.
      return false;
    }
  }

  static boolean http(int port, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + HERE + ":" + port + path).toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      // That is the answer.
      return false;
    }
  }

  /** Whether PostgreSQL asks for a password: while it recovers it answers with an error. */
  static boolean postgres(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HERE, port), MILLIS);
      socket.setSoTimeout(MILLIS);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes("user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII));
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(body.size() + 2 * Integer.BYTES);
      out.writeInt(PROTOCOL_3);
      body.writeTo(out);
      out.flush();
      return socket.getInputStream().read() == 'R';
    } catch (IOException e) {
      // That is the answer.
      return false;
    }
  }
}
