package dev.gatehouse.risk.model;

import static dev.gatehouse.risk.model.Logins.START;
import static dev.gatehouse.risk.model.Logins.after;
import static dev.gatehouse.risk.model.Logins.at;
import static dev.gatehouse.risk.model.Logins.from;
import static dev.gatehouse.risk.model.Logins.in;
import static dev.gatehouse.risk.model.Logins.listed;
import static dev.gatehouse.risk.model.Logins.on;
import static dev.gatehouse.risk.model.Logins.usual;
import static dev.gatehouse.risk.model.Logins.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.risk.model.Network.Listing;
import dev.gatehouse.risk.model.RiskContribution.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Impossible travel. The distance from the Netherlands to Japan is 8,970 km between the centres, and at least 7,920 km. */
class TravelTermTest {

    private static final Offset<Double> CLOSELY = within(0.005);

    private final RiskModel model = new LikelihoodRatioModel();

    @ParameterizedTest
    @CsvSource({"PT1M, 3", "PT0S, 3", "PT1H, 3", "PT5H, 2.1768", "PT9H, 1.5889"})
    void travelFasterThanAnAirlinerIsSuspicious(Duration time, double nats) {
        assertThat(travel(in("NL"), in("JP"), time).orElseThrow()).isCloseTo(nats, CLOSELY);
        assertThat(travel(in("NL"), in("JP"), time.negated()).orElseThrow())
                .as("logins that come out of order")
                .isCloseTo(nats, CLOSELY);
    }

    @ParameterizedTest
    @CsvSource({
        "NL, JP, PT10H",
        "NL, NL, PT0S",
        "NL, DE, PT0S",
        "DE, FR, PT0S",
        "RU, NO, PT0S",
        "US, CA, PT0S",
        "NL, private, PT0S",
        "unknown, JP, PT0S",
        "NL, XX, PT0S",
        "NL, '', PT0S"
    })
    void travelByAirlinerOrAcrossABorderIsNotSuspicious(String there, String here, Duration time) {
        assertThat(travel(in(there), in(here), time)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"VPN", "HOSTING", "COMPANY"})
    void networksThatDoNotLocateTheUserAreNotScored(Listing listing) {
        assertThat(travel(listed(in("NL"), listing), in("JP"), Duration.ZERO)).isEmpty();
        assertThat(travel(in("NL"), listed(in("JP"), listing), Duration.ZERO)).isEmpty();
        for (Listing locating : List.of(Listing.DENIED, Listing.HOSTING_PROVIDER)) {
            assertThat(travel(in("NL"), listed(in("JP"), locating), Duration.ZERO))
                    .as(locating.name())
                    .isPresent();
            assertThat(travel(listed(in("NL"), locating), in("JP"), Duration.ZERO))
                    .as(locating.name())
                    .isPresent();
        }
    }

    @Test
    void widelyUsedNetworksAreNotScored() {
        for (String gateway : List.of("NL/24", "JP/24")) {
            Population population = new KnownPopulation(0.5, 0.2, 0.25, 0.5, 0, Set.of(gateway));
            assertThat(travel(in("NL"), in("JP"), Duration.ZERO, population))
                    .as(gateway)
                    .isEmpty();
        }
    }

    @Test
    void citiesAreUsedIfKnown() {
        // The distance from Oslo to Tromsø is 1,148 km, and the assumed error is 100 km at either end.
        assertThat(travel(at(in("NO"), 59.91, 10.75), at(in("NO"), 69.65, 18.96), Duration.ofHours(1))
                        .orElseThrow())
                .isCloseTo(1.5 + Math.log(948.378 / 805), CLOSELY);
        assertThat(travel(at(in("NO"), 59.91, 10.75), at(in("NO"), 69.65, 18.96), Duration.ofHours(2)))
                .isEmpty();
        assertThat(travel(at(in("NO"), 59.91, 10.75), at(in("NO"), 59.74, 10.20), Duration.ZERO))
                .as("the next town")
                .isEmpty();
        assertThat(travel(at(in("NO"), 59.91, 10.75), in("NO"), Duration.ZERO)).isEmpty();
    }

    @Test
    void theFirstLoginAndALongAbsenceAreNotScored() {
        assertThat(new TravelTerm().of(usual(), Profile.EMPTY, Population.uniform()))
                .isEmpty();
        assertThat(travel(in("NL"), in("JP"), Duration.ofDays(400))).isEmpty();
    }

    @Test
    void theLatestLocationIsTheLatestByTimeNotByArrival() {
        Profile profile = after(3, from(usual(), in("NL")))
                .learn(when(from(usual(), in("JP")), START.minus(Duration.ofHours(1))));
        assertThat(new TravelTerm()
                        .of(when(from(usual(), in("NL")), START.plusSeconds(1)), profile, Population.uniform()))
                .isEmpty();
    }

    @Test
    void impossibleTravelIsExtremeSoThatAKnownDeviceDoesNotLowerTheScore() {
        Profile profile = after(10, on(from(usual(), in("NL")), DeviceRecognition.KNOWN));
        LoginAttempt there = on(from(usual(), in("JP")), DeviceRecognition.KNOWN);
        Assessment atOnce = model.assess(there, profile, Population.uniform());
        assertThat(atOnce.isExtreme()).isTrue();
        assertThat(atOnce.contributions()).contains(new RiskContribution(Kind.DEVICE_KNOWN, 0));
        assertThat(atOnce.score()).isPositive();

        Assessment nextDay = model.assess(when(there, START.plus(Duration.ofDays(1))), profile, Population.uniform());
        assertThat(nextDay.isExtreme()).isFalse();
        assertThat(nextDay.contributions()).contains(new RiskContribution(Kind.DEVICE_KNOWN, -16));
        assertThat(nextDay.score()).isNegative();

        Assessment inAHurry = model.assess(when(there, START.plus(Duration.ofHours(9))), profile, Population.uniform());
        assertThat(inAHurry.contributions()).extracting(RiskContribution::kind).contains(Kind.TRAVEL);
        assertThat(inAHurry.isExtreme()).as("suspicious, but not beyond doubt").isFalse();
    }

    @Test
    void aDeniedAddressIsExtremeToo() {
        Profile profile = after(10, usual());
        LoginAttempt denied = on(from(usual(), listed(Logins.HOME, Listing.DENIED)), DeviceRecognition.KNOWN);
        assertThat(model.assess(denied, profile, Population.uniform()).isExtreme())
                .isTrue();
        LoginAttempt vpn = on(from(usual(), listed(Logins.HOME, Listing.VPN)), DeviceRecognition.KNOWN);
        assertThat(model.assess(vpn, profile, Population.uniform()).isExtreme()).isFalse();
    }

    @Test
    void nearlyAllCountriesHaveAnAreaOfPlausibleSize() {
        List<String> missing = List.of(Locale.getISOCountries()).stream()
                .filter(country -> CountryCentres.of(country).isEmpty())
                .toList();
        assertThat(missing).containsExactlyInAnyOrder("CC", "CX", "TK");
        for (String country : Locale.getISOCountries()) {
            // The islands of UM are spread over the Pacific.
            CountryCentres.of(country)
                    .filter(area -> !country.equals("UM"))
                    .ifPresent(area -> assertThat(area.radiusKm()).as(country).isBetween(0.5, 4200.0));
        }
        assertThat(CountryCentres.of("FR").orElseThrow().radiusKm())
                .as("without Guiana")
                .isLessThan(700);
    }

    @Test
    void placesHaveValidCoordinates() {
        assertThat(new Place(0, 0).kilometresTo(new Place(0, 180))).isCloseTo(Math.PI * 6371, within(1e-6));
        assertThat(new Place(90, 0).kilometresTo(new Place(90, 77))).isCloseTo(0, within(1e-6));
        for (double[] nowhere : new double[][] {{91, 0}, {0, -181}, {Double.NaN, 0}, {0, Double.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> new Place(nowhere[0], nowhere[1])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Optional<Double> travel(Network there, Network here, Duration time) {
        return travel(there, here, time, Population.uniform());
    }

    private static Optional<Double> travel(Network there, Network here, Duration time, Population population) {
        Profile profile = after(1, from(usual(), there));
        LoginAttempt attempt = when(from(usual(), here), START.plus(time));
        return new TravelTerm().of(attempt, profile, population).map(RiskContribution::nats);
    }
}
