package dev.gatehouse.risk.signals;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.session.RequestCache;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.account.DeviceRepresentation;

/** Reads signals of the current request. */
public final class RequestReader {

    private static final String PREFIX_LABEL = "gatehouse/network-prefix/v1";
    private static final String ADDRESS_LABEL = "gatehouse/network-address/v1";
    private static final int HASH_BYTES = 8;
    private static final String NO_ADDRESS = "none";
    private static final int LONGEST_NAME = 40;
    private static final int MOST_WORDS = 3;
    private static final int MOST_DIGITS = 4;
    private static final Pattern MAJOR_VERSION = Pattern.compile("/(\\d{1,5})(?:\\.[^/]*)?$");
    private static final Pattern DISALLOWED = Pattern.compile("[^\\p{L}\\p{N} .+/()-]");

    private final KeycloakSession session;

    public RequestReader(KeycloakSession session) {
        this.session = session;
    }

    /**
     * An opaque name of the network prefix that the request came from, equal for requests of the same IPv4 /24 or IPv6 /56.
     *
     * <p>Hashed with the realm's secret, so that stored data does not reveal where a user was.
     */
    public String prefix(RealmModel realm) {
        return cached(
                realm,
                PREFIX_LABEL,
                () -> hash(realm, PREFIX_LABEL, address().map(IpAddress::prefix).orElse(NO_ADDRESS)));
    }

    /** Opaque names of the wider networks that the request came from, as in {@link IpAddress#widerPrefixes()}. */
    public List<String> widerPrefixes(RealmModel realm) {
        return address().map(IpAddress::widerPrefixes).orElse(List.of()).stream()
                .map(prefix -> hash(realm, PREFIX_LABEL, prefix))
                .toList();
    }

    /** The same for an address from another source, such as an event. */
    public String prefix(RealmModel realm, @Nullable String address) {
        return hash(
                realm,
                PREFIX_LABEL,
                IpAddress.parse(address).map(IpAddress::prefix).orElse(NO_ADDRESS));
    }

    /** An opaque name of the address that the request came from, derived like that of its prefix. */
    public String addressName(RealmModel realm) {
        return cached(
                realm,
                ADDRESS_LABEL,
                () -> hash(realm, ADDRESS_LABEL, address().map(IpAddress::text).orElse(NO_ADDRESS)));
    }

    /** The same for an address from another source. */
    String addressName(RealmModel realm, Optional<IpAddress> address) {
        return hash(realm, ADDRESS_LABEL, address.map(IpAddress::text).orElse(NO_ADDRESS));
    }

    /** The client's user agent, {@link UserAgent#UNKNOWN} if there is none. */
    public UserAgent userAgent() {
        return RequestCache.get(session, "user-agent", this::readUserAgent);
    }

    /** The user agent of a client that sends another header, parsed as that of a request. */
    UserAgent userAgent(@Nullable String header) {
        return userAgent(UserAgentHeader.parse(session, header));
    }

    private UserAgent readUserAgent() {
        return userAgent(session.getProvider(DeviceRepresentationProvider.class).deviceRepresentation());
    }

    /**
     * Converts a device representation of Keycloak, such as one stored with a session.
     *
     * @param device {@code null} if there was none
     */
    public static UserAgent userAgent(@Nullable DeviceRepresentation device) {
        if (device == null) {
            return UserAgent.UNKNOWN;
        }
        return new UserAgent(
                name(browserFamily(device.getBrowser())),
                majorVersion(device.getBrowser()),
                name(device.getOs() == null ? UserAgent.UNKNOWN.operatingSystem() : device.getOs()),
                device.isMobile() ? DeviceType.MOBILE : DeviceType.DESKTOP);
    }

    /** The address that the request came from, as Keycloak sees it (behind a trusted proxy, that of the client). */
    Optional<IpAddress> address() {
        ClientConnection connection = session.getContext().getConnection();
        return connection == null ? Optional.empty() : IpAddress.parse(connection.getRemoteHost());
    }

    /**
     * Sanitises a name from a header for display in device lists and emails. An attacker can trigger an email to another user, and
     * may choose any program name: a sentence or a telephone number counts as unknown.
     */
    private static String name(String family) {
        String plain = DISALLOWED.matcher(family).replaceAll("_");
        if (plain.split(" ").length > MOST_WORDS
                || plain.chars().filter(Character::isDigit).count() > MOST_DIGITS) {
            return UserAgent.UNKNOWN.browser();
        }
        return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }

    private String cached(RealmModel realm, String label, Supplier<String> maker) {
        return RequestCache.get(session, label + ":" + realm.getId(), maker);
    }

    private String hash(RealmModel realm, String label, String value) {
        return HexFormat.of().formatHex(RealmSecret.active(session, realm).hmac(label, value), 0, HASH_BYTES);
    }

    /** The major version, such as 126 of {@code Chrome/126.0.6478}; unknown if Keycloak found none, or an implausible one. */
    static int majorVersion(@Nullable String browser) {
        Matcher version = MAJOR_VERSION.matcher(browser == null ? "" : browser);
        return version.find() ? Integer.parseInt(version.group(1)) : UserAgent.UNKNOWN_VERSION;
    }

    /** The family, from Keycloak's {@code family/version}. */
    private static String browserFamily(@Nullable String browser) {
        if (browser == null) {
            return UserAgent.UNKNOWN.browser();
        }
        int slash = browser.lastIndexOf('/');
        return slash > 0 ? browser.substring(0, slash) : browser;
    }
}
