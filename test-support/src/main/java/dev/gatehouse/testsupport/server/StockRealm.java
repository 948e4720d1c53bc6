package dev.gatehouse.testsupport.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The reference realm without anything of Gatehouse: the same apps, users and mail server, Keycloak's own flows, actions and password
 * policies, and its defaults for everything about emailed links.
 *
 * @param reference the realm to strip
 */
public record StockRealm(ReferenceRealm reference) {

    /** Settings that name Gatehouse or exist for it. */
    private static final List<String> NOT_STOCK = List.of(
            "browserFlow",
            "directGrantFlow",
            "resetCredentialsFlow",
            "authenticationFlows",
            "authenticatorConfig",
            "requiredActions",
            "identityProviders",
            "identityProviderMappers",
            "organizations",
            "organizationsEnabled",
            "clientProfiles",
            "clientPolicies",
            "components",
            "accessCodeLifespanUserAction");

    private static final List<String> MAIL_TIMEOUTS = List.of("connectionTimeout", "timeout", "writeTimeout");
    private static final String POLICY =
            "length(8) and maxLength(99) and lowerCase(1) and upperCase(1) and digits(1) and specialChars(1)";

    /** Writes the realm for an import. */
    public List<Path> writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            return List.of(Files.writeString(folder.resolve(ReferenceRealm.NAME + "-realm.json"), json()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String json() throws IOException {
        ObjectNode realm = (ObjectNode) Admin.JSON.readTree(reference.json());
        realm.remove(NOT_STOCK);
        realm.put("passwordPolicy", POLICY);
        ((ObjectNode) realm.get("smtpServer")).remove(MAIL_TIMEOUTS);
        for (JsonNode client : realm.get("clients")) {
            ((ObjectNode) client).set("protocolMappers", withoutOurs((ArrayNode)
                    client.path("protocolMappers").deepCopy()));
        }
        // A provider that no user signs in with here: it is enough that accounts are linked to it.
        realm.putArray("identityProviders")
                .addObject()
                .put("alias", Company.INITECH.provider())
                .put("displayName", "Initech")
                .put("providerId", "oidc")
                .put("enabled", true)
                .putObject("config")
                .put("clientId", "acme")
                .put("clientSecret", "none")
                .put("authorizationUrl", "http://localhost/auth")
                .put("tokenUrl", "http://localhost/token");
        return realm.toString();
    }

    private static ArrayNode withoutOurs(ArrayNode mappers) {
        ArrayNode left = Admin.JSON.createArrayNode();
        mappers.forEach(mapper -> {
            if (!mapper.path("protocolMapper").asText().startsWith("gatehouse")) {
                left.add(mapper);
            }
        });
        return left;
    }
}
