package dev.gatehouse.preview;

import dev.gatehouse.notification.email.RequestSnapshot;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The sample data of the emails.
 *
 * @param realm display name of the realm
 * @param first first name
 * @param last last name
 * @param other a name that another user has chosen: of an organization, a provider, a user there
 * @param device the browser and operating system
 * @param link the target of an email's link
 * @param base the server's public URL
 */
record Samples(String realm, String first, String last, String other, String device, String link, URI base) {

    static final String CODE = "481920";
    static final String FALLBACK_CODE = "7KQM-42XD";
    static final Instant WHEN = Instant.parse("2026-11-21T22:05:00Z");
    static final Instant UNTIL = WHEN.plus(Duration.ofMinutes(10));

    /** The number of further events beyond those that are emailed one by one. */
    static final int FURTHER = 482;

    /** Usual values. */
    static Samples usual(String baseUrl) {
        return new Samples(
                "Acme Phone",
                "Alice",
                "Example",
                "Globex",
                "Firefox, Linux",
                baseUrl + "/realms/acme/gatehouse/?0123456789ABCDEFGHJKMNPQRSTV",
                URI.create(baseUrl));
    }

    /** Values that break carelessly written templates. */
    static Samples hostile(String baseUrl) {
        String nasty =
                "<script>alert(1)</script><img src=x onerror=alert(1)> {0} ' '' \"&amp; ${msg} \u202Egnp.exe\u202C \u05D0\u05D1\r\nBcc: thief@evil.test\n";
        String longName = nasty + "x".repeat(255 - nasty.length());
        return new Samples(
                longName,
                nasty,
                longName,
                nasty,
                nasty,
                baseUrl + "/realms/acme/login-actions/action-token?key=" + "a-Z_9.".repeat(120) + "&a='\"<b>",
                URI.create(baseUrl));
    }

    /** The request that caused an email. */
    RequestSnapshot request() {
        Network network = new Network("", "", Network.UNKNOWN_ASN, "NL", Network.Listing.NONE, Optional.empty());
        return new RequestSnapshot(WHEN, UserAgent.UNKNOWN, network, "", "en", base, Optional.empty());
    }

    /** The facts in Gatehouse's own emails, in the language of the email. */
    Map<String, Object> facts(RealmModel realm, UserModel user, Locale locale) {
        Map<String, Object> facts = request().facts(realm, user, locale);
        facts.put("device", device);
        return facts;
    }
}
