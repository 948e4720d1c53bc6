package dev.gatehouse.testsupport.browser;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A printed list of recovery codes. */
public final class RecoveryList {

    private RecoveryList() {}

    /** The list as the admin REST interface takes it for a new user. */
    public static Map<String, Object> credential(List<String> codes) {
        List<String> stored = new ArrayList<>();
        for (String code : codes) {
            stored.add("{\"number\":" + (stored.size() + 1) + ",\"encodedHashedValue\":\"" + sha512(code) + "\"}");
        }
        return Map.of(
                "type",
                "recovery-authn-codes",
                "userLabel",
                "list",
                "secretData",
                "{\"codes\":[" + String.join(",", stored) + "]}",
                "credentialData",
                "{\"algorithm\":\"SHA-512\",\"totalCodes\":" + codes.size() + ",\"remainingCodes\":" + codes.size()
                        + "}");
    }

    private static String sha512(String code) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-512").digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
