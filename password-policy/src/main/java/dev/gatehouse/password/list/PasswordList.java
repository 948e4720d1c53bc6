package dev.gatehouse.password.list;

import dev.gatehouse.password.rules.CommonPasswordLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A list of known passwords, with a description for admins. */
public interface PasswordList extends CommonPasswordLookup {

    /** Returns the kind and the source of the list, as text for an admin. */
    String description();

    /** Opens the list shipped with Gatehouse. */
    static PasswordList shipped() throws IOException {
        return FingerprintList.shipped();
    }

    /**
     * Opens the admin's own list, one of
     * <ul>
     *   <li>a UTF-8 text file with one password per line, at most {@value FingerprintList#MOST}; case does not matter
     *   <li>a text file of any size with the SHA-1 of a password in 40 hexadecimal digits at the beginning of each line, sorted, as
     *       written by the Pwned Passwords downloader; searched on disk
     *   <li>a folder of files named by the first five digits, with the other 35 at the beginning of each line, as that downloader writes if
     *       configured for single files; searched on disk
     * </ul>
     *
     * @throws IOException if the list cannot be read or has another format; the message is a sentence for an admin
     */
    static PasswordList open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return HashFolder.open(path);
        }
        if (!Files.isReadable(path)) {
            throw new IOException("there is no readable file or folder " + path);
        }
        return HashFile.isHashFile(path) ? HashFile.open(path) : FingerprintList.of(path);
    }
}
