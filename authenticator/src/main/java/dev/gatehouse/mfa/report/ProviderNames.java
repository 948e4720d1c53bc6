package dev.gatehouse.mfa.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names of providers by the number of their autonomous system, such as {@code AS3333}. {@code scripts/update-asn-database} makes the
 * list: lines of a number, a tab and a name. It is read whenever names are wanted, which is rare, and not kept in memory.
 */
final class ProviderNames {

    private static final String SHIPPED = "asn-names.txt";
    private static final String NUMBER = "AS";

    private ProviderNames() {}

    /** The names of those of the numbers that the list contains. */
    static Map<String, String> of(Collection<String> asns) {
        Set<String> wanted = new HashSet<>(asns);
        Map<String, String> names = new HashMap<>();
        try (InputStream in = ProviderNames.class.getResourceAsStream(SHIPPED);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine();
                    line != null && names.size() < wanted.size();
                    line = lines.readLine()) {
                int tab = line.indexOf('\t');
                String asn = NUMBER + line.substring(0, tab);
                if (wanted.contains(asn)) {
                    names.put(asn, line.substring(tab + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
