package dev.gatehouse.risk.signals;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address range in the notation of RFC 4632 and RFC 4291: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or a single address. An
 * IPv4 range equals its form as IPv4-mapped IPv6 addresses.
 *
 * @param high the upper 64 bits of its first address, as in {@link IpAddress#high}
 * @param low the lower 64 bits
 * @param length the prefix length in bits, from 0 to 128; for an IPv4 range, 96 more than in its notation
 */
public record Cidr(long high, long low, int length) {

    private static final int IPV4_BITS = 32;
    private static final int BITS = 128;
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/(\\d{1,3}))?");

    public Cidr {
        if (length < 0 || length > BITS || (high & ~highMask(length)) != 0 || (low & ~lowMask(length)) != 0) {
            throw new IllegalArgumentException("a range begins with its first address");
        }
    }

    /** Parses a range; empty for invalid text. A range whose address is not its first one is invalid, because its meaning is ambiguous. */
    public static Optional<Cidr> parse(String text) {
        return Written.read(text).filter(Written::beginsTheRange).map(Written::range);
    }

    /** Reads a range that may be given by any of its addresses: {@code 192.0.2.5/24} stands for the /24 of this host. */
    public static Optional<Cidr> aroundHost(String text) {
        return Written.read(text).map(Written::range);
    }

    /**
     * An address with a length.
     *
     * @param length how many bits count, as in {@link Cidr#length}
     */
    private record Written(IpAddress address, int length) {

        static Optional<Written> read(@Nullable String text) {
            Matcher form = FORM.matcher(text == null ? "" : text.strip());
            if (!form.matches()) {
                return Optional.empty();
            }
            return IpAddress.parse(form.group(1)).flatMap(address -> {
                int implied = address.isIpv4() && !form.group(1).contains(":") ? BITS - IPV4_BITS : 0;
                int length = form.group(2) == null ? BITS : Integer.parseInt(form.group(2)) + implied;
                // A range of IPv4-mapped addresses must not reach out of them, or it would hold what is no IPv4.
                boolean isPossible = length <= BITS && (!address.isIpv4() || length >= BITS - IPV4_BITS);
                return isPossible ? Optional.of(new Written(address, length)) : Optional.empty();
            });
        }

        boolean beginsTheRange() {
            return (address.high() & ~highMask(length)) == 0 && (address.low() & ~lowMask(length)) == 0;
        }

        Cidr range() {
            return around(address, length);
        }
    }

    /** Whether the address is in this range. */
    public boolean contains(IpAddress address) {
        return (address.high() & highMask(length)) == high && (address.low() & lowMask(length)) == low;
    }

    /** Whether this is a range of IPv4 addresses. */
    public boolean isIpv4() {
        return length >= BITS - IPV4_BITS && IpAddress.isIpv4(high, low);
    }

    /** The prefix length in its usual notation: up to 32 for IPv4, up to 128 for IPv6. */
    public int writtenLength() {
        return isIpv4() ? length - (BITS - IPV4_BITS) : length;
    }

    /** The range of this prefix length that contains the address. */
    static Cidr around(IpAddress address, int length) {
        return new Cidr(address.high() & highMask(length), address.low() & lowMask(length), length);
    }

    private static long highMask(int length) {
        return mask(Math.min(length, Long.SIZE));
    }

    private static long lowMask(int length) {
        return mask(Math.max(0, length - Long.SIZE));
    }

    private static long mask(int ones) {
        return ones == 0 ? 0 : -1L << (Long.SIZE - ones);
    }
}
