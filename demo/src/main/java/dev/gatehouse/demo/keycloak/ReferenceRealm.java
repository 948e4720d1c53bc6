package dev.gatehouse.demo.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The realm {@code acme}: apps, roles, users and flows with fixed names, so that anything can be tried against it.
 *
 * @param smtpPort where Keycloak delivers mail
 * @param inboxPort where the page that plays the apps is served
 */
public record ReferenceRealm(int smtpPort, int inboxPort) {

    /** The realm's name. */
    public static final String NAME = "acme";

    private static final String TEMPLATE = "/dev/gatehouse/demo/acme-realm.json";

    /** Returns the realm as Keycloak imports it. */
    public String json() {
        try (InputStream template = ReferenceRealm.class.getResourceAsStream(TEMPLATE)) {
            // Not ${…}: Keycloak replaces those by environment variables of its own.
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@SMTP_PORT@", Integer.toString(smtpPort))
                    .replace("@INBOX_PORT@", Integer.toString(inboxPort));
        } catch (IOException e) {
            throw new LauncherException("The reference realm cannot be read from the JAR. Build the project again.", e);
        }
    }

    /**
     * Writes the realm for {@link KeycloakServerBuilder#importRealm}.
     *
     * @return {@code folder/acme-realm.json}
     */
    public Path writeTo(Path folder) {
        Path file = folder.resolve(NAME + "-realm.json");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, json());
        } catch (IOException e) {
            throw new LauncherException("The reference realm cannot be written to %s (%s).".formatted(file, e), e);
        }
    }
}
