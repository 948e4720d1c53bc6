package dev.gatehouse.mfa.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is known of a user, in words: no addresses, and nothing from which one could be found. Times are ISO 8601. Numbers of logins
 * count older ones less.
 *
 * @param state {@code none}: nothing is known. {@code learning}: too little to tell what is usual. {@code established}: enough.
 *     {@code damaged}: it cannot be read, and the next login begins anew. {@code unavailable}: it cannot be read now
 * @param since the first login that counts; {@code null} if there is none
 * @param last the latest login; {@code null} if there is none
 * @param logins how many
 * @param countries where the user has been
 * @param providers with which network providers, by name and country
 * @param browsers with which browsers
 * @param networks how many networks are known
 * @param devices which devices are known by their token
 * @param asked how often within the last 30 days the user was asked for a second factor, or would have been
 */
record History(
        String state, @JsonInclude(JsonInclude.Include.NON_NULL) String since, @JsonInclude(JsonInclude.Include.NON_NULL) String last, double logins,
        List<Seen> countries, List<Seen> providers, List<Seen> browsers, int networks, List<Device> devices, int asked) {

    /**
     * A value that is known.
     *
     * @param name in words, a country in the admin's language; a provider without a known name by its number
     * @param code what events call it; {@code null} if nothing else than in words
     * @param logins how many, counted by half until there is a second one
     * @param last the latest of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Seen(String name, String code, double logins, String last) {}

    /** A known device, by the name that the user sees. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Device(String name, String since) {}
}
