package dev.gatehouse.risk.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.risk.model.Network.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NetworkListTest {

    @Test
    void theLongestRangeDecidesAndAmongEqualOnesDeny() {
        NetworkList list = list(
                "# comment",
                "",
                "10.0.0.0/8 hosting",
                "10.1.0.0/16 VPN our provider's",
                "10.1.2.0/24\tdeny # since spring",
                "198.51.100.0/24 deny",
                "198.51.100.0/24 vpn",
                "203.0.113.0/24 vpn",
                "203.0.113.0/24 deny",
                "203.0.113.7 hosting",
                "2001:db8::/32 hosting",
                "2001:db8:1::/48 deny");
        assertThat(of(list, "10.9.9.9")).isEqualTo(Listing.HOSTING);
        assertThat(of(list, "10.1.9.9")).isEqualTo(Listing.VPN);
        assertThat(of(list, "10.1.2.9")).isEqualTo(Listing.DENIED);
        assertThat(of(list, "198.51.100.1")).isEqualTo(Listing.DENIED);
        assertThat(of(list, "203.0.113.1")).isEqualTo(Listing.DENIED);
        assertThat(of(list, "203.0.113.7"))
                .as("the longer range, though it is the milder one")
                .isEqualTo(Listing.HOSTING);
        assertThat(of(list, "2001:db8:2::1")).isEqualTo(Listing.HOSTING);
        assertThat(of(list, "2001:db8:1::1")).isEqualTo(Listing.DENIED);
        assertThat(of(list, "::ffff:10.1.2.3")).isEqualTo(Listing.DENIED);
        assertThat(of(list, "11.0.0.1")).isEqualTo(Listing.NONE);
        assertThat(of(list, "2001:db9::1")).isEqualTo(Listing.NONE);
    }

    @Test
    void invalidLinesAreReportedWithTheirNumberAndTheOthersAreUsed() {
        NetworkList.Parsed parsed = NetworkList.parse(List.of(
                "# ranges",
                "192.0.2.0/24 deny",
                "192.0.2.1/24 deny",
                "the office",
                "198.51.100.0/24",
                "198.51.100.0/24 allow"));
        assertThat(parsed.problems()).hasSize(4);
        assertThat(parsed.problems().get(0)).startsWith("line 3 does not begin with a range");
        assertThat(parsed.problems().get(1)).startsWith("line 4 does not begin with a range");
        assertThat(parsed.problems().get(2)).startsWith("line 5 does not say hosting, vpn or deny");
        assertThat(parsed.problems().get(3)).startsWith("line 6 does not say");
        assertThat(of(parsed.list(), "192.0.2.5")).isEqualTo(Listing.DENIED);
        assertThat(parsed.list().size()).isEqualTo(1);
    }

    @Property
    void neverThrows(@ForAll List<String> lines) {
        NetworkList.parse(lines);
    }

    @Test
    void lookupsInAHundredThousandRangesAreFast() {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < 100_000; number++) {
            int length = 8 + random.nextInt(25);
            int bits = random.nextInt() & -1 << 32 - length;
            lines.add((bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255) + "/"
                    + length + " vpn");
        }
        NetworkList.Parsed parsed = NetworkList.parse(lines);
        assertThat(parsed.problems()).isEmpty();
        IpAddress address = IpAddress.parse("203.0.113.9").orElseThrow();
        long start = System.nanoTime();
        for (int number = 0; number < 100_000; number++) {
            parsed.list().of(address);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("100,000 looks")
                .isLessThan(Duration.ofSeconds(5));
    }

    private static NetworkList list(String... lines) {
        NetworkList.Parsed parsed = NetworkList.parse(List.of(lines));
        assertThat(parsed.problems()).isEmpty();
        return parsed.list();
    }

    private static Listing of(NetworkList list, String address) {
        return list.of(IpAddress.parse(address).orElseThrow());
    }
}
