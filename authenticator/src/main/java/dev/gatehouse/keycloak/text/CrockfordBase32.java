package dev.gatehouse.keycloak.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Crockford's Base32: digits and letters without {@code I}, {@code L}, {@code O} and {@code U}. In either case, {@code I} and {@code L} are
 * read as 1, and {@code O} as 0, because people confuse them.
 */
public final class CrockfordBase32 {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** Bits per character. */
    public static final int BITS = 5;

    private static final int MASK = (1 << BITS) - 1;

    private CrockfordBase32() {}

    /**
     * Encodes the first bits of some bytes.
     *
     * @param bytes long enough for the characters
     * @param length the number of characters
     */
    public static String encode(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder(length);
        int buffer = 0;
        int available = 0;
        int next = 0;
        while (text.length() < length) {
            if (available < BITS) {
                buffer = (buffer << Byte.SIZE) | (bytes[next++] & 0xff);
                available += Byte.SIZE;
            }
            available -= BITS;
            text.append(ALPHABET.charAt(buffer >> available & MASK));
            buffer &= (1 << available) - 1;
        }
        return text.toString();
    }

    /**
     * Reads a text leniently: wide and decorated characters become plain, letters upper case, and look-alikes the digits they stand for;
     * everything but ASCII letters and digits is left out. {@code U} is kept, because it shows that a character does not belong.
     */
    public static String read(String text) {
        StringBuilder read = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .chars()
                .forEach(character -> {
                    switch (character) {
                        case 'I', 'L' -> read.append('1');
                        case 'O' -> read.append('0');
                        default -> {
                            if ((character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')) {
                                read.append((char) character);
                            }
                        }
                    }
                });
        return read.toString();
    }
}
