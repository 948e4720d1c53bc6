package dev.gatehouse.testsupport.server;

import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** The release of Keycloak under test. */
public final class Release {

    private Release() {}

    /**
     * Skips a test of a feature that earlier releases lack, and prints why.
     *
     * @param release the first with the feature, for example {@code 26.6}
     */
    public static void assumeAtLeast(String release, String why) {
        String reason =
                "Skipped on Keycloak " + TestServer.keycloakVersion() + ", runs from " + release + " on: " + why;
        boolean applies = isAtLeast(release);
        if (!applies) {
            System.out.println(reason);
        }
        Assumptions.assumeTrue(applies, reason);
    }

    public static boolean isAtLeast(String release) {
        return Arrays.compare(numbers(TestServer.keycloakVersion()), numbers(release)) >= 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\D+")).mapToInt(Integer::parseInt).toArray();
    }
}
