package dev.gatehouse.password.list;

import dev.gatehouse.password.rules.KnownPasswords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A list of known passwords, with a line about it for admins. */
public interface PasswordList extends KnownPasswords {

    /** Returns what it is and where it comes from, in words for an admin. */
    String description();

    /** Opens the list that ships with Gatehouse. */
    static PasswordList shipped() throws IOException {
        return FingerprintList.shipped();
    }

    /**
     * Opens an admin's own list. It is one of
     * <ul>
     *   <li>a text file in UTF-8 with a password on each line, {@value FingerprintList#MOST} at most; case does not matter
     *   <li>a text file with the SHA-1 of a password in 40 hexadecimal digits at the beginning of each line, sorted by it, of any size, as
     *       the Pwned Passwords downloader writes it; it is searched on disk
     *   <li>a folder of files named by the first five digits, with the other 35 at the beginning of each line, as that downloader writes
     *       them when asked for single files; it is searched on disk
     * </ul>
     *
     * @throws IOException if it cannot be read or is none of these; the message is a sentence for an admin
     */
    static PasswordList open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return HashFolder.open(path);
        }
        if (!Files.isReadable(path)) {
            throw new IOException("there is no readable file or folder " + path);
        }
        return HashFile.isOne(path) ? HashFile.open(path) : FingerprintList.of(path);
    }
}
