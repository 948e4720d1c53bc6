package dev.gatehouse.recovery;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.common.Version;

/**
 * Keycloak's own reset credentials flow. In some releases it lets a stranger set a password without the mail (CVE-2026-18963,
 * <a href="https://github.com/keycloak/keycloak/issues/51833">Keycloak's issue 51833</a>). Gatehouse's flow does not: it ends no login.
 * Nothing can be done here for realms that keep Keycloak's, but to tell their admins.
 */
final class KeycloaksOwnReset {

    private static final Logger LOG = Logger.getLogger(KeycloaksOwnReset.class);
    private static final Pattern RELEASE = Pattern.compile("26\\.(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

    /** The first patch release of each minor release that has it mended; 26.5 was never mended. */
    private static final Map<Integer, Integer> MENDED = Map.of(4, 15, 6, 6, 7, 2);
    private static final int MENDED_FROM_THE_START = 8;

    private KeycloaksOwnReset() {}

    /** Says so in the log if this server has the hole. */
    static void warnIfOpen() {
        if (isOpenIn(Version.VERSION)) {
            LOG.warnf("GATEHOUSE-709 Keycloak %s lets strangers set passwords where its own reset credentials flow is used (CVE-2026-18963). "
                    + "Bind the reset flow of Gatehouse in every realm, or move to 26.7.2 or later", Version.VERSION);
        }
    }

    /**
     * Whether a release has the hole.
     *
     * @param version of Keycloak; of one that is not told as releases are, nothing is claimed
     */
    static boolean isOpenIn(String version) {
        Matcher release = RELEASE.matcher(version);
        if (!release.matches()) {
            return false;
        }
        int minor = Integer.parseInt(release.group(1));
        return minor < MENDED_FROM_THE_START && Integer.parseInt(release.group(2)) < MENDED.getOrDefault(minor, Integer.MAX_VALUE);
    }
}
