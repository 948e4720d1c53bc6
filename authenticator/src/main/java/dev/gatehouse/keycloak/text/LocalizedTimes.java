package dev.gatehouse.keycloak.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/** Formats times for users: in their language, always with the time zone. */
public final class LocalizedTimes {

    /** The OpenID Connect claim and user attribute that names a user's time zone. */
    private static final String ZONE_ATTRIBUTE = "zoneinfo";

    private final Locale locale;
    private final ZoneId zone;

    private LocalizedTimes(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    /** Times for a user: in the zone of the user's {@code zoneinfo} attribute, otherwise in the server's zone. */
    public static LocalizedTimes of(UserModel user, Locale locale) {
        return new LocalizedTimes(locale, zone(user.getFirstAttribute(ZONE_ATTRIBUTE)));
    }

    /** Times for an unknown user: in the server's zone. */
    public static LocalizedTimes withoutUser(Locale locale) {
        return new LocalizedTimes(locale, ZoneId.systemDefault());
    }

    /** The time of day, such as {@code 3:05 PM UTC}. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(instant.atZone(zone)) + " " + zoneName(instant);
    }

    /** The time of day, rounded up to the minute, so that "after" it is never too early. */
    public String timeAfter(Instant instant) {
        return time(instant.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES));
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

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null || name.isBlank() ? ZoneId.systemDefault() : ZoneId.of(name.strip());
        } catch (DateTimeException notAZone) {
            return ZoneId.systemDefault();
        }
    }
}
