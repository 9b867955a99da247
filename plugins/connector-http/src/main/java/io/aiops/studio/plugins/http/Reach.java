package io.aiops.studio.plugins.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** How far away an address is. The blocks are those of the IANA special-purpose registries. */
enum Reach {
  /** Anybody's. */
  PUBLIC,
  /** This machine or this network. */
  PRIVATE,
  /** Never a server of anybody's: metadata services, multicast, documentation, the unassigned. */
  RESERVED;

  static Reach of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address six) {
      return of(six, bytes);
    }
    return of((bytes[0] & 0xff), (bytes[1] & 0xff), (bytes[2] & 0xff), (bytes[3] & 0xff));
  }

  private static Reach of(int a, int b, int c, int d) {
    boolean metadata =
        a == 169 && b == 254 // link-local, where most clouds answer about the machine
            || a == 168 && b == 63 && c == 129 && d == 16 // Azure
            || a == 100 && b == 100 && c == 100 && d == 200 // Alibaba
            || a == 192 && b == 0 && c == 0; // Oracle, and protocol assignments
    if (metadata
        || a >= 224
        || a == 192 && b == 0 && c == 2
        || a == 192 && b == 88 && c == 99
        || a == 198 && b == 51 && c == 100
        || a == 203 && b == 0 && c == 113) {
      return RESERVED;
    }
    boolean own =
        a == 0
            || a == 10
            || a == 127
            || a == 100 && b >= 64 && b < 128
            || a == 172 && b >= 16 && b < 32
            || a == 192 && b == 168
            || a == 198 && (b == 18 || b == 19);
    return own ? PRIVATE : PUBLIC;
  }

  private static Reach of(Inet6Address address, byte[] bytes) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return PRIVATE;
    }
    int first = group(bytes, 0);
    int second = group(bytes, 1);
    // fd00:ec2::254 and its kin, where Amazon answers about the machine.
    if (first == 0xfd00 && second == 0x0ec2) {
      return RESERVED;
    }
    if ((first & 0xfe00) == 0xfc00) {
      return PRIVATE;
    }
    // An address of the fourth version inside one of the sixth is as near as that is.
    if (first == 0x0064 && second == 0xff9b && zero(bytes, 4, 12) || zero(bytes, 0, 12)) {
      return of(four(bytes, 12));
    }
    if (first == 0x2002) {
      return of(four(bytes, 2));
    }
    boolean global = (first & 0xe000) == 0x2000;
    boolean special =
        first == 0x2001 && (second < 0x0200 || second == 0x0db8) // Teredo, ORCHID, documentation
            || first == 0x3fff && second < 0x1000;
    return global && !special ? PUBLIC : RESERVED;
  }

  private static int group(byte[] bytes, int index) {
    return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
  }

  private static boolean zero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static Inet4Address four(byte[] bytes, int from) {
    try {
      return (Inet4Address) InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }
}
