package dev.gatehouse.keycloak.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.UserModel;

/** Formats times for users: in their language, always with the time zone. */
public final class LocalizedTimes {

    /** The OpenID Connect claim and user attribute that names a user's time zone. */
    private static final String ZONE_ATTRIBUTE = "zoneinfo";

    private final Locale locale;
    private final ZoneId zone;
    private final boolean isChosen;

    private LocalizedTimes(Locale locale, ZoneId zone, boolean isChosen) {
        this.locale = locale;
        this.zone = zone;
        this.isChosen = isChosen;
    }

    /** Times on a page for a user: in the zone of the user's {@code zoneinfo} attribute, otherwise in the server's zone. */
    public static LocalizedTimes of(UserModel user, Locale locale) {
        return of(user, locale, Optional.empty());
    }

    /**
     * Times in an email to a user.
     *
     * @param likely the zone if the user has chosen none; if it is unknown too, the server's is used
     */
    public static LocalizedTimes of(UserModel user, Locale locale, Optional<ZoneId> likely) {
        Optional<ZoneId> chosen =
                Optional.ofNullable(user.getFirstAttribute(ZONE_ATTRIBUTE)).flatMap(LocalizedTimes::zone);
        return new LocalizedTimes(locale, chosen.or(() -> likely).orElse(ZoneId.systemDefault()), chosen.isPresent());
    }

    /** Times in a zone that nobody has chosen. */
    static LocalizedTimes in(ZoneId zone, Locale locale) {
        return new LocalizedTimes(locale, zone, false);
    }

    /** Whether the user has chosen the zone. If not, a page may show times in the browser's zone. */
    public boolean isZoneChosen() {
        return isChosen;
    }

    /** The time of day, such as {@code 3:05 PM UTC}, with the date if it is not the day of another instant. */
    public String timeFrom(Instant now, Instant instant) {
        boolean isSameDay =
                now.atZone(zone).toLocalDate().equals(instant.atZone(zone).toLocalDate());
        return isSameDay ? time(instant) : dateTime(instant);
    }

    private String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(instant.atZone(zone)) + " " + zoneName(instant);
    }

    /** Date and time. */
    public String dateTime(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(local)
                + " " + zoneName(instant);
    }

    private String zoneName(Instant instant) {
        return zone.normalized().equals(ZoneOffset.UTC)
                ? "UTC"
                : DateTimeFormatter.ofPattern("z", locale).format(instant.atZone(zone));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return name.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(name.strip()));
        } catch (DateTimeException notAZone) {
            return Optional.empty();
        }
    }
}
