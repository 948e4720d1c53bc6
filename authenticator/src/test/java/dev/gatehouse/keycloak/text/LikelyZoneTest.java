package dev.gatehouse.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LikelyZoneTest {

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", " Asia/Tokyo ", "UTC", "America/Argentina/Buenos_Aires"})
    void aNameInTheDatabaseIsAZone(String name) {
        assertThat(LikelyZone.named(name)).contains(ZoneId.of(name.strip()));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "+03:00",
                "UTC+18",
                "Mars/Olympus",
                "Europe/Berlin\r\nSet-Cookie: a=b",
                "<script>",
                "../../etc/passwd"
            })
    void anythingElseIsNone(String text) {
        assertThat(LikelyZone.named(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DE, Europe/Berlin", "JP, Asia/Tokyo", "IN, Asia/Kolkata", "CH, Europe/Zurich", "UA, Europe/Kiev"})
    void aCountryWhoseClocksAgreeHasAZone(String country, String zone) {
        assertThat(LikelyZone.ofCountry(country)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"US", "BR", "AU", "RU", "", "private", "??"})
    void aCountryWithSeveralAndAnUnknownOneHaveNone(String country) {
        assertThat(LikelyZone.ofCountry(country)).isEmpty();
    }
}
