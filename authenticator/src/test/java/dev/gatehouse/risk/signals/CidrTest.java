package dev.gatehouse.risk.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff, true",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "::/0, 2001:db8::1, true",
        "192.0.2.0/24, ::ffff:192.0.2.9, true",
        "::ffff:192.0.2.0/120, 192.0.2.9, true",
        "::ffff:c000:200/120, 192.0.3.9, false"
    })
    void containsTheAddressesOfItsRange(String range, String address, boolean isIn) {
        assertThat(Cidr.parse(range)).hasValueSatisfying(cidr -> assertThat(cidr.contains(address(address)))
                .isEqualTo(isIn));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "office",
                "192.0.2.0/33",
                "2001:db8::/129",
                "192.0.2.1/24",
                "2001:db8::1/64",
                "192.0.2.0/",
                "192.0.2.0/-1",
                "192.0.2.0/24/8",
                "192.0.2/24",
                "192.0.2.0 /24",
                "[2001:db8::]/32",
                "fe80::%eth0/64",
                "::ffff:0:0/95",
                "::ffff:192.0.2.0/24",
                "example.org/24",
                "192.0.2.0/9999"
            })
    void invalidTextIsNotARange(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.5/24, 192.0.2.0/24",
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.5, 192.0.2.5",
        "10.9.8.7/8, 10.0.0.0/8",
        "10.9.8.7/0, 0.0.0.0/0",
        "2001:db8::5/32, 2001:db8::/32",
        "2001:db8::1:5/127, 2001:db8::1:4/127",
        "::ffff:192.0.2.5/120, 192.0.2.0/24"
    })
    void aHostWithAMaskStandsForItsNetwork(String text, String range) {
        assertThat(Cidr.aroundHost(text)).isPresent().isEqualTo(Cidr.parse(range));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "office",
                "192.0.2.5/33",
                "2001:db8::5/129",
                "192.0.2.5/",
                "192.0.2.5/24/8",
                "192.0.2.5/255.255.255.0",
                "::ffff:192.0.2.5/24"
            })
    void aHostWithoutAPossibleMaskStandsForNothing(String text) {
        assertThat(Cidr.aroundHost(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 24",
        "10.0.0.0/8, 8",
        "192.0.2.7, 32",
        "0.0.0.0/0, 0",
        "2001:db8::/32, 32",
        "::/0, 0",
        "::/96, 96"
    })
    void keepsItsLengthAsWritten(String range, int length) {
        assertThat(Cidr.parse(range)).map(Cidr::writtenLength).contains(length);
    }

    @Property
    void neverThrows(@ForAll String text) {
        Cidr.parse(text);
    }

    @Property
    void anIpv4RangeContainsTheAddressesThatShareItsPrefix(
            @ForAll int range, @ForAll int address, @ForAll @IntRange(max = 32) int length) {
        int mask = length == 0 ? 0 : -1 << 32 - length;
        Cidr cidr = Cidr.parse(ipv4(range & mask) + "/" + length).orElseThrow();
        assertThat(cidr.contains(address(ipv4(range)))).isTrue();
        assertThat(cidr.contains(address(ipv4(address)))).isEqualTo((address & mask) == (range & mask));
    }

    @Property
    void anIpv6RangeContainsTheAddressesThatShareItsPrefix(
            @ForAll @Size(16) byte[] range, @ForAll @Size(16) byte[] address, @ForAll @IntRange(max = 128) int length)
            throws UnknownHostException {
        range[0] |= 1;
        address[0] |= 1;
        BigInteger mask =
                BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE).shiftLeft(128 - length);
        BigInteger first = new BigInteger(1, range).and(mask);
        byte[] firstBytes = new byte[16];
        byte[] plain = first.toByteArray();
        int used = Math.min(16, plain.length);
        System.arraycopy(plain, plain.length - used, firstBytes, 16 - used, used);
        Cidr cidr = Cidr.around(address(InetAddress.getByAddress(range).getHostAddress()), length);
        // Excludes a first address that Java treats as IPv4.
        if (InetAddress.getByAddress(firstBytes).getAddress().length == 16) {
            assertThat(Cidr.parse(InetAddress.getByAddress(firstBytes).getHostAddress() + "/" + length))
                    .contains(cidr);
        }
        assertThat(cidr.contains(address(InetAddress.getByAddress(address).getHostAddress())))
                .isEqualTo(new BigInteger(1, address).and(mask).equals(first));
    }

    private static String ipv4(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
