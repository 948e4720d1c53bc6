package dev.gatehouse.signals;

import dev.gatehouse.risk.Network;
import dev.gatehouse.risk.UserAgent;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Reads network and user agent of the current request, as the model wants them. */
public final class SignalReader {

    private final RequestReader request;
    private final CountryDatabase countries;

    public SignalReader(KeycloakSession session, CountryDatabase countries) {
        this.request = new RequestReader(session);
        this.countries = countries;
    }

    /** Whether everything that the model needs can be read at all. */
    public boolean isComplete() {
        return countries.isAvailable();
    }

    /** The network that the request came from. */
    public Network network(RealmModel realm) {
        return new Network(
                request.addressName(realm),
                request.prefix(realm),
                Network.UNKNOWN_ASN,
                request.address().map(this::country).orElse(Network.UNKNOWN_COUNTRY),
                Network.Listing.NONE,
                Optional.empty());
    }

    /** What the user agent says of itself, {@link UserAgent#UNKNOWN} where there is none. */
    public UserAgent userAgent() {
        return request.userAgent();
    }

    private String country(IpAddress address) {
        return address.isPrivate() ? Network.PRIVATE : countries.countryOf(address).orElse(Network.UNKNOWN_COUNTRY);
    }
}
