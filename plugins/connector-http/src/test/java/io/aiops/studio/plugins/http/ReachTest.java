package io.aiops.studio.plugins.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Literal addresses only: nothing is looked up. */
final class ReachTest {

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "1.1.1.1, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.32.0.1, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.128.0.1, PUBLIC",
    "192.167.1.1, PUBLIC",
    "223.255.255.254, PUBLIC",
    "2606:4700::1111, PUBLIC",
    "64:ff9b::8.8.8.8, PUBLIC",
    "2002:0808:0808::1, PUBLIC",
    "::ffff:8.8.8.8, PUBLIC",
    "127.0.0.1, PRIVATE",
    "127.255.255.254, PRIVATE",
    "0.0.0.0, PRIVATE",
    "2130706433, PRIVATE",
    "127.1, PRIVATE",
    "10.1.2.3, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.0.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "198.18.0.1, PRIVATE",
    "::1, PRIVATE",
    "::, PRIVATE",
    "fd12::1, PRIVATE",
    "::ffff:127.0.0.1, PRIVATE",
    "::127.0.0.1, PRIVATE",
    "64:ff9b::10.0.0.1, PRIVATE",
    "2002:7f00:0001::1, PRIVATE",
    "169.254.169.254, RESERVED",
    "169.254.170.2, RESERVED",
    "168.63.129.16, RESERVED",
    "100.100.100.200, RESERVED",
    "192.0.0.192, RESERVED",
    "64:ff9b::169.254.169.254, RESERVED",
    "::ffff:169.254.169.254, RESERVED",
    "fd00:ec2::254, RESERVED",
    "fe80::1, RESERVED",
    "fec0::1, RESERVED",
    "224.0.0.1, RESERVED",
    "240.0.0.1, RESERVED",
    "255.255.255.255, RESERVED",
    "192.0.2.1, RESERVED",
    "198.51.100.1, RESERVED",
    "203.0.113.1, RESERVED",
    "2001:db8::1, RESERVED",
    "2001::1, RESERVED",
    "ff02::1, RESERVED",
    "64:ff9b:1::1, RESERVED",
    "100::1, RESERVED"
  })
  void each_address_is_as_near_as_it_is(String address, Reach reach) throws Exception {
    assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(reach);
  }
}
