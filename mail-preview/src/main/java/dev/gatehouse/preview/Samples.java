package dev.gatehouse.preview;

import java.net.URI;
import java.util.Map;

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
    static final String WHEN = "Nov 21, 2026, 10:05 PM UTC";
    static final String UNTIL = "10:15 PM UTC";

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

    /** The facts in Gatehouse's own emails. */
    Map<String, Object> facts() {
        return Map.of(
                "when",
                WHEN,
                "device",
                device,
                "place",
                "Netherlands",
                "notMe",
                base + "/realms/acme/gatehouse/not-me");
    }
}
