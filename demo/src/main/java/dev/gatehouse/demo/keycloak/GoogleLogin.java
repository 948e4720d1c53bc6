package dev.gatehouse.demo.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * "Sign in with Google" in the realm {@code acme}, by Keycloak's own provider. Google identifies the caller by an id and a secret that
 * belong to the person who runs the demo, so they come from the environment and stay in the server's database.
 *
 * @param clientId the OAuth client's id
 * @param clientSecret the OAuth client's secret
 */
public record GoogleLogin(String clientId, String clientSecret) {

    /** The identity provider's alias. */
    public static final String ALIAS = "google";

    private static final String ID_VARIABLE = "GATEHOUSE_GOOGLE_CLIENT_ID";
    private static final String SECRET_VARIABLE = "GATEHOUSE_GOOGLE_CLIENT_SECRET";
    private static final String PROVIDERS = "/identity-provider/instances";

    /**
     * Returns the login that these environment variables describe, or nothing if they are not set.
     *
     * @throws LauncherException if only one of the two is set
     */
    public static Optional<GoogleLogin> from(Map<String, String> environment) {
        String id = environment.getOrDefault(ID_VARIABLE, "").strip();
        String secret = environment.getOrDefault(SECRET_VARIABLE, "").strip();
        if (id.isEmpty() != secret.isEmpty()) {
            throw new LauncherException(
                    "Sign-in with Google needs both %s and %s; %s is missing. Set it, or unset the other one."
                            .formatted(ID_VARIABLE, SECRET_VARIABLE, id.isEmpty() ? ID_VARIABLE : SECRET_VARIABLE));
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(new GoogleLogin(id, secret));
    }

    /** Returns the redirect URI to register with Google for a server, for example {@code http://localhost:8080}. */
    public static String redirectUri(String server) {
        return "%s/realms/%s/broker/%s/endpoint".formatted(server, ReferenceRealm.NAME, ALIAS);
    }

    /**
     * Adds the provider to a running server, or updates the id and secret of the existing one.
     *
     * @throws LauncherException if the Admin API refuses
     */
    public void addTo(String server) {
        try {
            AdminApi admin = new AdminApi(server);
            for (JsonNode provider : admin.get(ReferenceRealm.NAME, PROVIDERS)) {
                if (provider.path("alias").asText().equals(ALIAS)) {
                    ((ObjectNode) provider.path("config"))
                            .put("clientId", clientId)
                            .put("clientSecret", clientSecret);
                    admin.put(ReferenceRealm.NAME, PROVIDERS + "/" + ALIAS, provider);
                    return;
                }
            }
            admin.post(ReferenceRealm.NAME, PROVIDERS, representation());
        } catch (IOException e) {
            throw new LauncherException(
                    "Sign-in with Google cannot be set up (%s). Start with --fresh to start over."
                            .formatted(e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The start was interrupted.", e);
        }
    }

    private ObjectNode representation() {
        ObjectNode provider = AdminApi.JSON
                .createObjectNode()
                .put("alias", ALIAS)
                .put("providerId", "google")
                .put("enabled", true)
                .put("trustEmail", true)
                .put("firstBrokerLoginFlowAlias", "gatehouse first login")
                .put("postBrokerLoginFlowAlias", "gatehouse post login");
        provider.putObject("config")
                .put("clientId", clientId)
                .put("clientSecret", clientSecret)
                // Without it Keycloak accepts any ID token that arrives over the connection to Google.
                .put("validateSignature", "true")
                // Keycloak 26.7 has these two by default; 26.5 needs them set.
                .put("useJwksUrl", "true")
                .put("jwksUrl", "https://www.googleapis.com/oauth2/v3/certs")
                .put("issuer", "https://accounts.google.com")
                .put("syncMode", "IMPORT");
        return provider;
    }
}
