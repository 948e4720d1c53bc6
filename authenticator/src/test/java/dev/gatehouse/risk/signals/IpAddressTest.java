package dev.gatehouse.risk.signals;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, cb0071/24",
        "203.0.113.200, cb0071/24",
        "::ffff:203.0.113.9, cb0071/24",
        "2001:db8:1:2ab::1, 20010db8000102/56",
        "[2001:db8:1:2ff::5]:443, 20010db8000102/56",
        "fe80::1%eth0, fe800000000000/56"
    })
    void prefixIsTheNetworkAsText(String text, String prefix) {
        assertThat(IpAddress.parse(text)).map(IpAddress::prefix).contains(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "abc.def",
                "256.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                ":::",
                "12345::",
                "<script>",
                "unknown",
                "1.2.3.4, 5.6.7.8",
                "dead.beef",
                "1.2.3.999",
                "1.2.3.4.",
                ".1.2.3",
                ".:1",
                "1::2::3",
                "a.b:c"
            })
    void invalidTextIsNotAnAddressAndIsNeverResolved(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void nullIsNotAnAddress() {
        assertThat(IpAddress.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.1",
                "172.16.5.4",
                "169.254.1.1",
                "::1",
                "fd00::1",
                "fe80::1",
                "0.0.0.0"
            })
    void recognisesPrivateAddresses(String text) {
        assertThat(IpAddress.parse(text))
                .hasValueSatisfying(address -> assertThat(address.isPrivate()).isTrue());
    }

    @Property
    void neverThrows(@ForAll String text) {
        IpAddress.parse(text).ifPresent(IpAddress::prefix);
    }

    @ParameterizedTest
    @CsvSource({"193.0.6.139, NL", "133.11.0.1, JP", "2001:67c:2e8::1, NL"})
    void theShippedDatabaseKnowsCountries(String address, String country) {
        CountryDatabase database = CountryDatabase.shipped();
        assertThat(database.isAvailable()).isTrue();
        assertThat(database.locate(IpAddress.parse(address).orElseThrow()).country())
                .contains(country);
    }

    @Test
    void aMissingDatabaseIsUnavailableAndNeverReplacedSilently() {
        assertThat(CountryDatabase.file("/nowhere/country.mmdb").isAvailable()).isFalse();
    }

    @Test
    void anIpv6AddressBelongsToASiteAndToAProvidersNetwork() {
        assertThat(IpAddress.parse("2001:db8:12:3456::1").orElseThrow().widerPrefixes())
                .containsExactly("20010db80012/48", "20010db8/32");
        assertThat(IpAddress.parse("192.0.2.1").orElseThrow().widerPrefixes()).isEmpty();
        assertThat(IpAddress.parse("::ffff:192.0.2.1").orElseThrow().widerPrefixes())
                .as("an IPv4 address")
                .isEmpty();
    }
}
