package dev.gatehouse.password.list;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The format of hash lines: hexadecimal digits in either case, optionally followed by a colon and a count. */
final class HashLines {

    static final int DIGITS = 40;

    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+)(?::[0-9]*)?\\r?");

    private HashLines() {}

    /** Returns the number of hash digits in a line; 0 if the line has another format. */
    static int digits(String line) {
        var matcher = LINE.matcher(line);
        return matcher.matches() ? matcher.group(1).length() : 0;
    }

    /** Returns the hash of a password as in the file, in upper case. */
    static byte[] hash(String password) {
        return HexFormat.of().withUpperCase().formatHex(Sha1.of(password)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Compares a hash with the beginning of a line; a line that is too short sorts first. */
    static int compare(byte[] hash, int hashStart, byte[] text, int start, int end) {
        for (int index = hashStart; index < hash.length; index++) {
            int at = start + index - hashStart;
            int difference = hash[index] - (at < end ? upperCase(text[at]) : 0);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int upperCase(byte letter) {
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 'A' : letter;
    }
}
