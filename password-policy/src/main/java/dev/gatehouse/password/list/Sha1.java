package dev.gatehouse.password.list;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1, because lists of leaked passwords are published as SHA-1 hashes. Security does not depend on its strength. */
final class Sha1 {

    private Sha1() {}

    /** Returns the 20 hash bytes of a text in UTF-8. */
    static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
