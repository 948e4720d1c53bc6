package dev.gatehouse.risk.signals;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.risk.model.Network;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The databases of IP addresses: countries, providers, and the administrator's list of networks. Opened once at the start of the server. */
public final class IpAddressData {

    private final CountryDatabase countries;
    private final AsnDatabase providers;
    private final ProviderFacts facts;
    private final boolean isCorrected;
    private final Optional<NetworkListFile> list;

    private IpAddressData(
            CountryDatabase countries, boolean isCorrected, AsnDatabase providers, Optional<NetworkListFile> list) {
        this.countries = countries;
        this.isCorrected = isCorrected;
        this.providers = providers;
        this.facts = ProviderFacts.shipped();
        this.list = list;
    }

    /**
     * Opens everything. Files that cannot be read are logged.
     *
     * @param countryFile the admin's own database of countries or cities; {@code null} for the one that ships with Gatehouse
     * @param asnFile the admin's own database of providers; {@code null} for the one that ships with Gatehouse
     * @param listFile the admin's list of networks; {@code null} for none
     */
    public static IpAddressData open(
            @Nullable String countryFile, @Nullable String asnFile, @Nullable String listFile) {
        return new IpAddressData(
                countryFile == null ? CountryDatabase.shipped() : CountryDatabase.file(countryFile),
                countryFile == null,
                asnFile == null ? AsnDatabase.shipped() : AsnDatabase.file(asnFile),
                Optional.ofNullable(listFile).map(file -> new NetworkListFile(Path.of(file), new KeycloakClock())));
    }

    /** The databases that are older than a year, so that they are wrong for many addresses: {@code country}, {@code asn}. */
    public List<String> outdated(Instant now) {
        return Stream.of(
                        countries
                                .built()
                                .filter(built -> DatabaseAge.isOld(built, now))
                                .map(old -> "country"),
                        providers
                                .built()
                                .filter(built -> DatabaseAge.isOld(built, now))
                                .map(old -> "asn"))
                .flatMap(Optional::stream)
                .toList();
    }

    CountryDatabase countries() {
        return countries;
    }

    AsnDatabase providers() {
        return providers;
    }

    /** Whether the admin's list of networks can be read, or there is none. */
    boolean hasList() {
        return list.isEmpty() || list.get().list().isPresent();
    }

    /** Where an address is. The country database that ships with Gatehouse is corrected for some providers, another one is not. */
    CountryDatabase.Location locate(IpAddress address, String asn) {
        CountryDatabase.Location location = countries.locate(address);
        Optional<String> corrected = isCorrected ? facts.country(asn) : Optional.empty();
        return corrected.isPresent() ? new CountryDatabase.Location(corrected, location.place()) : location;
    }

    /** How an address is listed: by the admin's list, and where that says nothing by what is known of the provider. */
    Network.Listing listing(IpAddress address, String asn) {
        Network.Listing listed = list.flatMap(NetworkListFile::list)
                .map(known -> known.of(address))
                .orElse(Network.Listing.NONE);
        return listed == Network.Listing.NONE && facts.isHosting(asn) ? Network.Listing.HOSTING_PROVIDER : listed;
    }
}
