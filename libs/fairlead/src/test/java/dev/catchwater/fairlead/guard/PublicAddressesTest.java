package dev.catchwater.fairlead.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:c0a8:101::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100.100.100.200",
                "::ffff:169.254.169.254",
                "::ffff:0:7f00:1",
                "::a9fe:a9fe",
                "64:ff9b::169.254.169.254",
                "64:ff9b::100.64.0.1",
                "64:ff9b:1::8.8.8.8",
                "64:ff9b:1:ffff::1",
                "2002:a9fe:a9fe::1",
                "2002:6440:1::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:20::1",
                "2001:470:1:2:0:5efe:10.0.0.1",
                "2001:470:1:2:200:5efe:192.168.0.1",
                "fd00:ec2::254"
            })
    void specialAddressesAreNotPublic(String literal) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "193.0.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2002:808:808::1",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8",
                "2001:4860::8888",
                "2003::1",
                "2001:470:1:2:0:5efe:8.8.8.8"
            })
    void theRestIsPublic(String literal) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(literal))).isTrue();
    }
}
