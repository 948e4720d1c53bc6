package dev.gatehouse.mfa.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a user, in words: no addresses, and nothing that reveals one. Times are ISO 8601. In numbers of logins, older ones
 * count less.
 *
 * @param state {@code none}: nothing is known. {@code learning}: too little to tell what is usual. {@code established}: enough.
 *     {@code damaged}: the profile is unreadable, and the next login begins a new one. {@code unavailable}: it cannot be read at present
 * @param since the first login that counts; {@code null} if there is none
 * @param last the latest login; {@code null} if there is none
 * @param logins how many logins
 * @param countries the countries of the logins
 * @param providers the network providers of the logins, by name and country
 * @param browsers the browsers of the logins
 * @param networks how many networks are known
 * @param devices the devices that are known by their token
 * @param asked how often within the last 30 days the user was challenged for a second factor, or would have been
 */
public record History(
        String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String since,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String last,
        double logins,
        List<Seen> countries,
        List<Seen> providers,
        List<Seen> browsers,
        int networks,
        List<Device> devices,
        int asked) {

    /**
     * A known value.
     *
     * @param name in words; a country in the admin's language, a provider without a known name by its number
     * @param code the value as events name it; {@code null} if they use the same words
     * @param logins how many logins; a single one counts half until there is a second one
     * @param last the latest of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Seen(String name, @Nullable String code, double logins, String last) {}

    /** A known device, with the name that the user sees. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Device(@Nullable String name, @Nullable String since) {}
}
