package dev.gatehouse.demo.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The realm {@code acme}: apps, roles, users and flows with fixed names, so that anything can be tested against it. Beside it is the realm
 * {@code partner}, which plays the login servers of two companies whose users sign in to acme through SAML and OpenID Connect.
 *
 * @param keycloakPort Keycloak's port, because the two realms know each other by URL
 * @param smtpPort the port to which Keycloak delivers email
 * @param inboxPort the port of the page that plays the apps
 */
public record ReferenceRealm(int keycloakPort, int smtpPort, int inboxPort) {

    /** The realm's name. */
    public static final String NAME = "acme";

    /** The name of the realm that plays the companies' login servers. */
    public static final String PARTNER = "partner";

    /** The languages of {@link #NAME}, as language tags: all languages of Gatehouse. */
    public static List<String> languages() {
        try {
            List<String> languages = new ArrayList<>();
            new ObjectMapper()
                    .readTree(template(NAME))
                    .get("supportedLocales")
                    .forEach(language -> languages.add(language.asText()));
            return languages;
        } catch (JsonProcessingException e) {
            throw new LauncherException("The reference realm in the JAR is damaged. Build the project again.", e);
        }
    }

    /** Returns {@link #NAME} as Keycloak imports it. */
    public String json() {
        return json(NAME);
    }

    /** Returns {@link #PARTNER} as Keycloak imports it. */
    public String partnerJson() {
        return json(PARTNER);
    }

    /**
     * Writes both realms for {@link KeycloakServerBuilder#importRealms}.
     *
     * @return {@code folder/acme-realm.json} and {@code folder/partner-realm.json}
     */
    public List<Path> writeTo(Path folder) {
        return Stream.of(NAME, PARTNER).map(realm -> write(realm, folder)).toList();
    }

    private Path write(String realm, Path folder) {
        Path file = folder.resolve(realm + "-realm.json");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, json(realm));
        } catch (IOException e) {
            throw new LauncherException("The reference realm cannot be written to %s (%s).".formatted(file, e), e);
        }
    }

    private String json(String realm) {
        // Not ${…}: Keycloak replaces those by its environment variables.
        return template(realm)
                .replace("@KEYCLOAK_PORT@", Integer.toString(keycloakPort))
                .replace("@SMTP_PORT@", Integer.toString(smtpPort))
                .replace("@INBOX_PORT@", Integer.toString(inboxPort));
    }

    private static String template(String realm) {
        try (InputStream template =
                ReferenceRealm.class.getResourceAsStream("/dev/gatehouse/demo/" + realm + "-realm.json")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LauncherException("The reference realm cannot be read from the JAR. Build the project again.", e);
        }
    }
}
