package dev.gatehouse.risk.signals;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The providers of addresses in the compact format of {@code scripts/update-asn-database}: sorted arrays of the first addresses of
 * ranges, and of the autonomous systems that announce them. Takes about 8 MB of memory. IPv6 addresses are distinguished by their
 * upper 64 bits.
 */
final class AsnTable {

    private static final byte[] MAGIC = "GHASN1".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_RANGES = 10_000_000;

    private final LocalDate made;
    private final long[] ipv4From;
    private final int[] ipv4Asn;
    private final long[] ipv6From;
    private final int[] ipv6Asn;

    private AsnTable(LocalDate made, long[] ipv4From, int[] ipv4Asn, long[] ipv6From, int[] ipv6Asn) {
        this.made = made;
        this.ipv4From = ipv4From;
        this.ipv4Asn = ipv4Asn;
        this.ipv6From = ipv6From;
        this.ipv6Asn = ipv6Asn;
    }

    /** @throws IOException if the source cannot be read, or has another format */
    static AsnTable read(InputStream source) throws IOException {
        InputStream in = new BufferedInputStream(source);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("not a table of providers");
        }
        LocalDate made = LocalDate.ofEpochDay(number(in) & Integer.MAX_VALUE);
        long[] ipv4From = starts(in);
        int[] ipv4Asn = providers(in, ipv4From.length);
        long[] ipv6From = starts(in);
        int[] ipv6Asn = providers(in, ipv6From.length);
        return new AsnTable(made, ipv4From, ipv4Asn, ipv6From, ipv6Asn);
    }

    /** The date of the data. */
    LocalDate made() {
        return made;
    }

    /** The number of the autonomous system that announces the address; 0 if unknown. */
    long asnOf(IpAddress address) {
        return address.isIpv4()
                ? at(ipv4From, ipv4Asn, address.low() & 0xffff_ffffL)
                : at(ipv6From, ipv6Asn, address.high());
    }

    private static long at(long[] from, int[] asns, long address) {
        // Flips the sign bit, because signed comparison orders addresses differently.
        int found = Arrays.binarySearch(from, address ^ Long.MIN_VALUE);
        int range = found >= 0 ? found : -found - 2;
        return range < 0 ? 0 : Integer.toUnsignedLong(asns[range]);
    }

    private static long[] starts(InputStream in) throws IOException {
        long count = number(in);
        if (count < 0 || count > MOST_RANGES) {
            throw new IOException("too many ranges: " + count);
        }
        long[] starts = new long[(int) count];
        long at = 0;
        for (int index = 0; index < starts.length; index++) {
            at += number(in);
            starts[index] = at ^ Long.MIN_VALUE;
            if (index > 0 && starts[index] <= starts[index - 1]) {
                throw new IOException("the ranges are not in order");
            }
        }
        return starts;
    }

    private static int[] providers(InputStream in, int count) throws IOException {
        int[] providers = new int[count];
        for (int index = 0; index < count; index++) {
            providers[index] = (int) number(in);
        }
        return providers;
    }

    /** Reads a variable-length number: seven bits per byte, the lowest first. */
    private static long number(InputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("it ends too early");
            }
            number |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IOException("a number is too long");
    }
}
