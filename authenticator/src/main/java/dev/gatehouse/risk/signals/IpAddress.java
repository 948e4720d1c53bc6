package dev.gatehouse.risk.signals;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IP address given as text. Never resolves a host name. */
public final class IpAddress {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}(?<!\\.)");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 7;
    private static final int SITE_BYTES = 6;
    private static final int PROVIDER_BYTES = 4;

    /** Precedes the 32 bits of an IPv4 address in an IPv4-mapped IPv6 address (RFC 4291). */
    private static final long IPV4_MAPPED = 0xffffL << Integer.SIZE;

    private final InetAddress address;

    private IpAddress(InetAddress address) {
        this.address = address;
    }

    /** Parses an IPv4 or IPv6 literal, with or without brackets, port of a bracketed form and zone; empty for anything else. */
    public static Optional<IpAddress> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String literal = text.strip();
        if (literal.startsWith("[") && literal.indexOf(']') > 0) {
            literal = literal.substring(1, literal.indexOf(']'));
        }
        int zone = literal.indexOf('%');
        if (zone > 0) {
            literal = literal.substring(0, zone);
        }
        boolean isIpv6 = literal.contains(":") && IPV6.matcher(literal).matches();
        if (!isIpv6 && !IPV4.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets, the text is an address or an error, and never resolved as a name.
            return Optional.of(new IpAddress(InetAddress.getByName(isIpv6 ? "[" + literal + "]" : literal)));
        } catch (UnknownHostException notALiteral) {
            return Optional.empty();
        }
    }

    /** Whether the address is not routed on the Internet: loopback, private (RFC 1918, RFC 4193), link-local or unspecified. */
    public boolean isPrivate() {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || isUniqueLocal();
    }

    /** The IPv4 /24 or IPv6 /56 network of the address, as text. */
    public String prefix() {
        return prefix(isIpv4() ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES);
    }

    /**
     * The wider IPv6 networks of the address, as text: the /48 assigned to a site and the /32 assigned to a provider, so that the
     * owner of one counts as a single network. Empty for IPv4, where a /24 is the usual assignment.
     */
    public List<String> widerPrefixes() {
        return isIpv4() ? List.of() : List.of(prefix(SITE_BYTES), prefix(PROVIDER_BYTES));
    }

    private String prefix(int length) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, length)) + "/" + length * Byte.SIZE;
    }

    /** The canonical text of the address, the same for all notations. */
    String text() {
        return address.getHostAddress();
    }

    /** The address for a look-up. */
    InetAddress toInetAddress() {
        return address;
    }

    /** Whether this is an IPv4 address, even if written as an IPv6 address. */
    boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    /** The upper 64 bits; for an IPv4 address those of its IPv4-mapped IPv6 address. */
    long high() {
        return isIpv4() ? 0 : ByteBuffer.wrap(address.getAddress()).getLong(0);
    }

    /** The lower 64 bits. */
    long low() {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return isIpv4() ? IPV4_MAPPED | Integer.toUnsignedLong(bytes.getInt(0)) : bytes.getLong(Long.BYTES);
    }

    /** Whether these are the bits of an IPv4 address. */
    static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> Integer.SIZE == IPV4_MAPPED >>> Integer.SIZE;
    }

    private boolean isUniqueLocal() {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }
}
