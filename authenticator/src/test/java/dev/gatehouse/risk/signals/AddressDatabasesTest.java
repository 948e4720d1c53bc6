package dev.gatehouse.risk.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.risk.model.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers and places of addresses. */
class AddressDatabasesTest {

    private static final AsnDatabase SHIPPED = AsnDatabase.shipped();
    private static final Instant BUILT = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, AS15169",
        "1.1.1.1, AS13335",
        "9.9.9.9, AS19281",
        "193.0.6.139, AS3333",
        "133.11.0.1, AS2501",
        "::ffff:8.8.8.8, AS15169",
        "2001:4860:4860::8888, AS15169",
        "2606:4700:4700::1111, AS13335",
        "2001:67c:2e8::1, AS3333"
    })
    void theShippedDatabaseKnowsProviders(String address, String asn) {
        assertThat(SHIPPED.asnOf(address(address))).contains(asn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "192.0.2.1",
                "255.255.255.255",
                "::1",
                "2001:db8::1",
                "fd00::1",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void whatNobodyAnnouncesHasNoProvider(String address) {
        assertThat(SHIPPED.asnOf(address(address))).isEmpty();
    }

    @Test
    void theShippedTableSaysHowOldItIs() throws IOException {
        try (InputStream in = AsnTable.class.getResourceAsStream("asn.bin")) {
            assertThat(AsnTable.read(in).made()).isAfter(LocalDate.of(2026, 1, 1));
        }
    }

    @Test
    void aTableThatIsCutIsRefused() throws IOException {
        byte[] whole;
        try (InputStream in = AsnTable.class.getResourceAsStream("asn.bin")) {
            whole = in.readAllBytes();
        }
        for (int length : new int[] {0, 3, 6, 7, 9, 10, 1000, whole.length / 2, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> AsnTable.read(new ByteArrayInputStream(cut)))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Property(tries = 300)
    void whateverIsNoTableIsRefused(@ForAll byte[] noise) {
        byte[] claimed = new byte[noise.length + 6];
        System.arraycopy("GHASN1".getBytes(), 0, claimed, 0, 6);
        System.arraycopy(noise, 0, claimed, 6, noise.length);
        try {
            AsnTable.read(new ByteArrayInputStream(claimed)).asnOf(address("8.8.8.8"));
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @Test
    void theAdminsDatabaseTakesThePlaceOfTheShippedOne() {
        AsnDatabase numbers = AsnDatabase.file(
                mmdb(Map.of("autonomous_system_number", 64500, "autonomous_system_organization", "Example")));
        assertThat(numbers.asnOf(address("8.8.8.8"))).contains("AS64500");
        AsnDatabase names = AsnDatabase.file(mmdb(Map.of("asn", "AS64501")));
        assertThat(names.asnOf(address("2001:db8::1"))).contains("AS64501");
        AsnDatabase other = AsnDatabase.file(mmdb(Map.of("asn", "none", "country", "NL")));
        assertThat(other.asnOf(address("8.8.8.8"))).isEmpty();
    }

    @Test
    void withoutADatabaseProvidersAreUnknown() throws IOException {
        AsnDatabase missing = AsnDatabase.file("/nowhere/asn.mmdb");
        assertThat(missing.isAvailable()).isFalse();
        assertThat(missing.asnOf(address("8.8.8.8"))).isEmpty();
        Path noise = Files.write(folder.resolve("noise.mmdb"), new byte[4096]);
        assertThat(AsnDatabase.file(noise.toString()).isAvailable()).isFalse();
    }

    @Test
    void aDatabaseOfCitiesTellsPlaces() {
        CountryDatabase cities = CountryDatabase.file(mmdb(
                Map.of("country", Map.of("iso_code", "NL"), "location", Map.of("latitude", 52.37, "longitude", 4.89))));
        assertThat(cities.locate(address("193.0.6.139")).country()).contains("NL");
        assertThat(cities.locate(address("193.0.6.139")).place()).contains(new Place(52.37, 4.89));
        CountryDatabase flat =
                CountryDatabase.file(mmdb(Map.of("country_code", "NL", "latitude", -52.5, "longitude", 4.5)));
        assertThat(flat.locate(address("193.0.6.139")).place()).contains(new Place(-52.5, 4.5));
        assertThat(CountryDatabase.shipped().locate(address("193.0.6.139")).place())
                .isEmpty();
    }

    @Test
    void aPlaceThatIsNotOnEarthIsNoneAndTheCountryHoldsAllTheSame() {
        for (Map<String, Object> location : List.<Map<String, Object>>of(
                Map.of("latitude", 91.0, "longitude", 0.0),
                Map.of("latitude", Double.NaN, "longitude", 0.0),
                Map.of("latitude", 1.0),
                Map.of("latitude", "1", "longitude", "1"))) {
            CountryDatabase cities =
                    CountryDatabase.file(mmdb(Map.of("country", Map.of("iso_code", "NL"), "location", location)));
            assertThat(cities.locate(address("193.0.6.139")).place())
                    .as("%s", location)
                    .isEmpty();
            assertThat(cities.locate(address("193.0.6.139")).country()).contains("NL");
        }
    }

    @Test
    void aDatabaseIsOldAfterAYear() {
        assertThat(DatabaseAge.isOld(BUILT, BUILT.plus(Duration.ofDays(364)))).isFalse();
        assertThat(DatabaseAge.isOld(BUILT, BUILT.plus(Duration.ofDays(366)))).isTrue();
    }

    private String mmdb(Map<String, Object> entry) {
        return TinyMmdb.write(folder.resolve("test-" + System.nanoTime() + ".mmdb"), BUILT, entry)
                .toString();
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
