package dev.gatehouse.risk.signals;

import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Reads network and user agent of the current request for the model. */
public final class SignalReader {

    private final RequestReader request;
    private final IpAddressData addresses;
    private final List<Cidr> companyNetworks;

    /** @param companyNetworks the networks that the realm's admin configured as the company's own */
    public SignalReader(KeycloakSession session, List<Cidr> companyNetworks) {
        this.request = new RequestReader(session);
        this.addresses = IpAddressDataProvider.of(session);
        this.companyNetworks = List.copyOf(companyNetworks);
    }

    /** Whether countries can be looked up. */
    public boolean hasCountries() {
        return addresses.countries().isAvailable();
    }

    /** Whether the admin's list of networks can be read, or there is none. */
    public boolean hasNetworkList() {
        return addresses.hasList();
    }

    /** The network that the request came from. */
    public Network network(RealmModel realm) {
        return network(request.address(), request.addressName(realm), request.prefix(realm));
    }

    /**
     * The network of an address from another source, such as a session.
     *
     * @param text the address; {@code null} if unknown, any other text counts as no address
     */
    public Network network(RealmModel realm, @Nullable String text) {
        Optional<IpAddress> address = IpAddress.parse(text);
        return network(address, request.addressName(realm, address), request.prefix(realm, text));
    }

    private Network network(Optional<IpAddress> address, String addressName, String prefix) {
        // Private addresses have no country and no provider, whatever a database contains.
        Optional<IpAddress> publicAddress = address.filter(candidate -> !candidate.isPrivate());
        String asn = publicAddress.flatMap(addresses.providers()::asnOf).orElse(Network.UNKNOWN_ASN);
        CountryDatabase.Location location =
                publicAddress.map(known -> addresses.locate(known, asn)).orElse(CountryDatabase.Location.UNKNOWN);
        return new Network(
                addressName,
                prefix,
                asn,
                address.isPresent() && publicAddress.isEmpty()
                        ? Network.PRIVATE
                        : location.country().orElse(Network.UNKNOWN_COUNTRY),
                address.map(known -> listing(known, asn)).orElse(Network.Listing.NONE),
                location.place());
    }

    /** The client's user agent, {@link UserAgent#UNKNOWN} if there is none. */
    public UserAgent userAgent() {
        return request.userAgent();
    }

    /**
     * The user agent of a client that sends this header.
     *
     * @param header the value of {@code User-Agent}; {@code null} if there is none
     */
    public UserAgent userAgent(@Nullable String header) {
        return request.userAgent(header);
    }

    private Network.Listing listing(IpAddress address, String asn) {
        return companyNetworks.stream().anyMatch(network -> network.contains(address))
                ? Network.Listing.COMPANY
                : addresses.listing(address, asn);
    }
}
