package dev.gatehouse.mfa.flow;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.broker.util.PostBrokerLoginConstants;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The request with which a user arrives from an identity provider: the GET to which Keycloak redirects the browser after the provider's
 * answer. The answer works once, so neither a reload nor a link scanner can repeat it. It is the one GET that may send a security code.
 *
 * <p>Another site can still begin a login at a provider that signs the user in silently. It could hide that login in an image, a frame or a
 * prefetch; browsers name these in the headers of Fetch Metadata (https://www.w3.org/TR/fetch-metadata/), and then nothing is sent. What it
 * can open visibly gets some of the account's emails of an hour only, so that the user's own request still sends.
 */
final class ProviderArrival {

    private static final String FETCH_DESTINATION = "Sec-Fetch-Dest";
    private static final String FETCH_MODE = "Sec-Fetch-Mode";

    /** In which browsers say that nobody sees the page yet. */
    private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private ProviderArrival() {}

    /**
     * Whether the current request is a visible page load in a login that an identity provider has just answered. To be asked only when the
     * login is first challenged: later requests of the login look the same.
     */
    static boolean isNow(KeycloakSession session, AuthenticationSessionModel login) {
        return HttpMethod.GET.equals(session.getContext().getHttpRequest().getHttpMethod())
                && isOfProvider(login)
                && isVisible(session.getContext().getRequestHeaders(), isEncrypted(session));
    }

    /** Only what Keycloak has noted in this login: a session that a provider once opened proves no arrival. */
    private static boolean isOfProvider(AuthenticationSessionModel login) {
        return login.getUserSessionNotes().get(Details.IDENTITY_PROVIDER) != null
                || login.getAuthNote(PostBrokerLoginConstants.PBL_BROKERED_IDENTITY_CONTEXT) != null;
    }

    private static boolean isEncrypted(KeycloakSession session) {
        URI base = session.getContext().getUri().getBaseUri();
        return "https".equals(base.getScheme());
    }

    private static boolean isVisible(HttpHeaders headers, boolean isEncrypted) {
        return isExpected("document", headers.getHeaderString(FETCH_DESTINATION), isEncrypted)
                && isExpected("navigate", headers.getHeaderString(FETCH_MODE), isEncrypted)
                && PURPOSES.stream().map(headers::getHeaderString).noneMatch(ProviderArrival::isAhead);
    }

    /** Without TLS, browsers do not send the header. With TLS, only old ones do not, and nothing says that their page is visible. */
    private static boolean isExpected(String expected, @Nullable String value, boolean isEncrypted) {
        boolean isAbsent = value == null || value.isEmpty();
        return isAbsent ? !isEncrypted : expected.equals(value);
    }

    private static boolean isAhead(@Nullable String purpose) {
        String text = purpose == null ? "" : purpose.toLowerCase(Locale.ROOT);
        return text.contains("prefetch") || text.contains("prerender") || text.contains("preview");
    }
}
