package dev.gatehouse.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * Disposable copies of the reference realm and of the realm that stands in for the companies' login servers. Existing realms are never
 * touched: a copy has a name of its own.
 *
 * @param realm the reference realm as JSON, with its place-holders
 * @param partner the realm of the companies
 * @param mailHost host to which Keycloak delivers email
 * @param mailPort its port
 */
public record RealmCopies(String realm, String partner, String mailHost, int mailPort) {

    private static final String TEMPLATE_HOST = "http://localhost:@KEYCLOAK_PORT@";
    /** The prefix of the ids in the files; a server that has the reference realm already needs others. */
    private static final String IDS = "9a7e0000-0000-4000-8000-";

    private static final int ID_LENGTH = 8;

    /** Copies of the realm that this build ships. */
    public static RealmCopies ofThisBuild(String mailHost, int mailPort) {
        return new RealmCopies(template(ReferenceRealm.NAME), template(ReferenceRealm.PARTNER), mailHost, mailPort);
    }

    /**
     * Copies of the realm in the form of release 1.0.0: the settings of the MFA step stand at its executions.
     *
     * @param settings the settings
     */
    public static RealmCopies ofFirstRelease(Map<String, String> settings, String mailHost, int mailPort) {
        return new RealmCopies(
                FirstReleaseRealm.of(template(ReferenceRealm.NAME), settings),
                template(ReferenceRealm.PARTNER),
                mailHost,
                mailPort);
    }

    private static String template(String name) {
        try (InputStream file =
                ReferenceRealm.class.getResourceAsStream("/dev/gatehouse/demo/" + name + "-realm.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a copy of both; the server as it is seen from there. */
    public TestServer add(TestServer server) {
        String suffix = "-attacked-" + UUID.randomUUID().toString().substring(0, ID_LENGTH);
        TestServer seen = server.inRealms(ReferenceRealm.NAME + suffix, ReferenceRealm.PARTNER + suffix);
        Admin anywhere = server.inRealms("", "").admin();
        anywhere.send("POST", "", copy(partner, ReferenceRealm.PARTNER, suffix, server.url()));
        anywhere.send("POST", "", copy(realm, ReferenceRealm.NAME, suffix, server.url()));
        return seen;
    }

    /** Removes the copies that the server is seen from. */
    public void remove(TestServer seen) {
        seen.admin().send("DELETE", "", null);
        seen.partner().send("DELETE", "", null);
    }

    private JsonNode copy(String template, String name, String suffix, String url) {
        String ids = UUID.randomUUID().toString().substring(0, ID_LENGTH) + IDS.substring(ID_LENGTH);
        String text = template.replace(TEMPLATE_HOST, url)
                .replace("@SMTP_PORT@", Integer.toString(mailPort))
                // The apps are never opened; these only have to be addresses.
                .replace("@INBOX_PORT@", "9998")
                .replace(IDS, ids)
                .replace("/realms/acme", "/realms/acme" + suffix)
                .replace("/realms/partner", "/realms/partner" + suffix);
        try {
            ObjectNode json = (ObjectNode) Admin.JSON.readTree(text);
            json.put("realm", name + suffix);
            if (json.has("smtpServer")) {
                ((ObjectNode) json.get("smtpServer")).put("host", mailHost);
            }
            // Every attack creates its own users.
            json.remove("users");
            for (JsonNode organization : json.path("organizations")) {
                ((ObjectNode) organization).set("members", Admin.JSON.createArrayNode());
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
