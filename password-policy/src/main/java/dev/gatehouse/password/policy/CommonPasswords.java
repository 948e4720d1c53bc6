package dev.gatehouse.password.policy;

import dev.gatehouse.password.list.PasswordList;
import dev.gatehouse.password.rules.CommonPasswordLookup;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The list of common passwords of this server; logs an error if it cannot be read. Never falls back to another list: while it
 * cannot be read, realms that use it accept no password.
 */
final class CommonPasswords implements CommonPasswordLookup {

    private static final Logger LOG = Logger.getLogger(CommonPasswords.class);

    private final CommonPasswordLookup list;
    private final String description;

    private CommonPasswords(CommonPasswordLookup list, String description) {
        this.list = list;
        this.description = description;
    }

    /**
     * Opens the list.
     *
     * @param path the admin's own list; {@code null} for the one in the JAR
     */
    static CommonPasswords from(@Nullable String path) {
        try {
            PasswordList list = path == null ? PasswordList.shipped() : PasswordList.open(Path.of(path));
            LOG.debugf("Common passwords: %s", list.description());
            return new CommonPasswords(list, list.description());
        } catch (IOException | InvalidPathException e) {
            LOG.errorf(
                    "GATEHOUSE-601 The list of common passwords cannot be used, so realms that use it accept no password: %s",
                    e.getMessage());
            return new CommonPasswords(unusable(e.getMessage()), "unusable: " + e.getMessage());
        }
    }

    private static CommonPasswordLookup unusable(@Nullable String why) {
        return password -> {
            throw new IOException(why);
        };
    }

    @Override
    public boolean contains(String password) throws IOException {
        try {
            return list.contains(password);
        } catch (IOException e) {
            LOG.errorf(
                    "GATEHOUSE-602 The list of common passwords cannot be read, so the password was refused: %s",
                    e.getMessage());
            throw e;
        }
    }

    /** The description of the list for an admin. */
    String description() {
        return description;
    }
}
