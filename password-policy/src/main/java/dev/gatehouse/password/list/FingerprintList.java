package dev.gatehouse.password.list;

import dev.gatehouse.password.rules.CaseFolding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A list in memory. It stores the first 48 bits of the SHA-1 of each lower-case password, 8 bytes each. With two million entries, a
 * password that is not on the list matches one of them once in 140 million times.
 */
final class FingerprintList implements PasswordList {

    /** The maximum number of passwords in memory, 16 MB. */
    static final int MOST = 2_000_000;

    private static final String SHIPPED = "common-passwords.bin";
    private static final int BYTES = 6;

    private final long[] fingerprints;
    private final String description;

    private FingerprintList(long[] fingerprints, String source) {
        this.fingerprints = fingerprints;
        this.description = "%,d passwords from %s".formatted(fingerprints.length, source);
    }

    static FingerprintList shipped() throws IOException {
        try (InputStream file = FingerprintList.class.getResourceAsStream(SHIPPED)) {
            byte[] bytes = file.readAllBytes();
            long[] fingerprints = new long[bytes.length / BYTES];
            for (int index = 0; index < fingerprints.length; index++) {
                fingerprints[index] = fingerprint(bytes, index * BYTES);
            }
            return new FingerprintList(fingerprints, "the list in the JAR");
        }
    }

    static FingerprintList of(Path file) throws IOException {
        long[] fingerprints = new long[1024];
        int count = 0;
        // Not Files.newBufferedReader, which fails on bytes that are not UTF-8: lists of leaked passwords contain some.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    continue;
                }
                if (count == MOST) {
                    throw new IOException(
                            "%s has more than %,d passwords; bring longer lists as a sorted file of SHA-1 hashes"
                                    .formatted(file, MOST));
                }
                if (count == fingerprints.length) {
                    fingerprints = Arrays.copyOf(fingerprints, Math.min(MOST, count * 2));
                }
                fingerprints[count++] = fingerprint(line);
            }
        }
        if (count == 0) {
            throw new IOException(file + " is empty");
        }
        return new FingerprintList(
                Arrays.stream(fingerprints, 0, count).sorted().distinct().toArray(), file.toString());
    }

    @Override
    public boolean contains(String password) {
        return Arrays.binarySearch(fingerprints, fingerprint(password)) >= 0;
    }

    @Override
    public String description() {
        return description;
    }

    private static long fingerprint(String password) {
        return fingerprint(Sha1.of(CaseFolding.fold(password)), 0);
    }

    private static long fingerprint(byte[] bytes, int offset) {
        long fingerprint = 0;
        for (int index = 0; index < BYTES; index++) {
            fingerprint = (fingerprint << 8) | (bytes[offset + index] & 0xFF);
        }
        return fingerprint;
    }
}
