package dev.gatehouse.risk.signals;

import dev.gatehouse.risk.model.Network.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Address ranges listed by an admin, with their classification. The longest range that contains an address decides, and among equal
 * ranges {@code deny}. A look-up costs one hash table access for each prefix length that occurs, however many ranges there are.
 */
final class NetworkList {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Map<String, Listing> KINDS =
            Map.of("hosting", Listing.HOSTING, "vpn", Listing.VPN, "deny", Listing.DENIED);

    /** Longest prefix first. */
    private final SortedMap<Integer, Map<Cidr, Listing>> byLength = new TreeMap<>(Comparator.reverseOrder());

    private NetworkList() {}

    /**
     * A parsed list.
     *
     * @param list the ranges of all valid lines
     * @param problems the problems of the other lines in plain text for an admin, with line numbers
     */
    record Parsed(NetworkList list, List<String> problems) {

        Parsed {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Parses lines of {@code CIDR KIND [comment]}; KIND is {@code hosting}, {@code vpn} or {@code deny}. Empty lines and lines that
     * begin with # are ignored.
     */
    static Parsed parse(List<String> lines) {
        NetworkList list = new NetworkList();
        List<String> problems = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                int number = index + 1;
                list.add(line).ifPresent(problem -> problems.add("line " + number + " " + problem));
            }
        }
        return new Parsed(list, problems);
    }

    /** The classification of an address. */
    Listing of(IpAddress address) {
        for (Map.Entry<Integer, Map<Cidr, Listing>> ranges : byLength.entrySet()) {
            Listing listing = ranges.getValue().get(Cidr.around(address, ranges.getKey()));
            if (listing != null) {
                return listing;
            }
        }
        return Listing.NONE;
    }

    /** The number of ranges. */
    int size() {
        return byLength.values().stream().mapToInt(Map::size).sum();
    }

    /**
     * Adds a line. Returns the problem if the line is invalid. The problem does not repeat the text: a wrong path may have led to
     * any file.
     */
    private Optional<String> add(String line) {
        String[] words = SPACE.split(line, 3);
        Optional<Cidr> range = Cidr.parse(words[0]);
        if (range.isEmpty()) {
            return Optional.of("does not begin with a range of addresses such as 192.0.2.0/24 or 2001:db8::/32");
        }
        Listing listing = words.length < 2 ? null : KINDS.get(words[1].toLowerCase(Locale.ROOT));
        if (listing == null) {
            return Optional.of("does not say hosting, vpn or deny after the range");
        }
        byLength.computeIfAbsent(range.get().length(), length -> new HashMap<>())
                .merge(range.get(), listing, (one, other) -> one.compareTo(other) > 0 ? one : other);
        return Optional.empty();
    }
}
