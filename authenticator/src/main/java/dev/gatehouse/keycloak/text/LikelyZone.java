package dev.gatehouse.keycloak.text;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** In which time zone the clock of a request's user is, as far as it can be known: for times in emails. */
public final class LikelyZone {

    /** The cookie in which the script of the sign-in page hands on the browser's zone, for the session of the browser. */
    static final String COOKIE = "GATEHOUSE_ZONE";

    private static final String TABLE = "country-zones.properties";
    private static final Properties OF_COUNTRIES = read();

    private LikelyZone() {}

    /**
     * The zone that the browser names, otherwise that of the country if it has one only.
     *
     * @param country ISO 3166 code of the country of the request; any other text counts as unknown
     */
    public static Optional<ZoneId> of(KeycloakSession session, String country) {
        HttpHeaders headers = session.getContext().getRequestHeaders();
        Cookie cookie = headers == null ? null : headers.getCookies().get(COOKIE);
        return named(cookie == null ? null : cookie.getValue()).or(() -> ofCountry(country));
    }

    /** The zone of a name in the IANA database; empty for everything else that {@link ZoneId} understands, and for hostile text. */
    static Optional<ZoneId> named(@Nullable String name) {
        return Optional.ofNullable(name)
                .map(String::strip)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of);
    }

    /** The zone of a country in which all clocks show the same time. */
    static Optional<ZoneId> ofCountry(String country) {
        return named(OF_COUNTRIES.getProperty(country));
    }

    private static Properties read() {
        try (InputStream table = Objects.requireNonNull(LikelyZone.class.getResourceAsStream(TABLE), TABLE)) {
            Properties zones = new Properties();
            zones.load(table);
            return zones;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
