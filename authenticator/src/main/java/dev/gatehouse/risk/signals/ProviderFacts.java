package dev.gatehouse.risk.signals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of providers besides their addresses: which of them host servers or run VPNs, and in which country the customers are of
 * those that the country database places abroad. The first list is derived from the names of providers by
 * {@code scripts/update-asn-database}, the second one is maintained by hand.
 */
final class ProviderFacts {

    private static final String HOSTING = "asn-hosting.txt";
    private static final String COUNTRIES = "asn-countries.txt";

    private final Set<String> hosting;
    private final Map<String, String> countries;

    private ProviderFacts(Set<String> hosting, Map<String, String> countries) {
        this.hosting = hosting;
        this.countries = countries;
    }

    /** Reads the lists shipped with Gatehouse. */
    static ProviderFacts shipped() {
        return new ProviderFacts(Set.copyOf(read(HOSTING).keySet()), read(COUNTRIES));
    }

    /** Whether a provider hosts servers or runs a VPN, rather than connecting people. */
    boolean isHosting(String asn) {
        return hosting.contains(asn);
    }

    /** The country of the customers of a provider whose addresses the country database places elsewhere. */
    Optional<String> country(String asn) {
        return Optional.ofNullable(countries.get(asn));
    }

    /** Lines of a number and a value, separated by a tab; the value may be missing, and what follows another tab is a comment. */
    private static Map<String, String> read(String name) {
        Map<String, String> values = new HashMap<>();
        try (InputStream in = ProviderFacts.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                values.put("AS" + cells[0], cells.length > 1 ? cells[1] : "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
