package dev.gatehouse.password.policy;

import dev.gatehouse.password.page.RuleData;
import dev.gatehouse.password.rules.PasswordRules;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * {@code GET /realms/{realm}/gatehouse-password-rules}: the rules as data for a page. They are public: pages show them to all
 * visitors.
 *
 * <p>As a {@link Supplier} it provides the same data to other extensions in this server without a compile-time dependency: they
 * look up the {@code RealmResourceProvider} with this id, and find none if the JAR is not installed.
 */
public final class PasswordRulesResource implements RealmResourceProvider, Supplier<Map<String, Object>> {

    private final KeycloakSession session;

    PasswordRulesResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return this;
    }

    /**
     * Returns the rules of the realm, see {@link RuleData}, in the language of the caller. Empty for a realm without the policy.
     * Browsers may cache the response but must revalidate it, so that a page never shows outdated rules.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response rules(@Context Request request) throws IOException {
        String json = JsonSerialization.writeValueAsString(get());
        EntityTag tag = new EntityTag(
                HexFormat.of().formatHex(HashUtils.hash("SHA-256", json.getBytes(StandardCharsets.UTF_8)), 0, 16));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        CacheControl revalidate = new CacheControl();
        revalidate.setNoCache(true);
        return Objects.requireNonNullElseGet(unchanged, () -> Response.ok(json))
                .tag(tag)
                .cacheControl(revalidate)
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .build();
    }

    /** Returns the {@link RuleData} of the realm, in the language of the current page. */
    @Override
    public Map<String, Object> get() {
        PasswordRules rules = PasswordRulesPolicyFactory.rules(
                        session.getContext().getRealm())
                .orElseGet(() -> new PasswordRules(List.of()));
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        return RuleData.of(
                rules,
                Language.ofPage(session, login == null ? null : login.getAuthenticatedUser())
                        .texts());
    }

    @Override
    public void close() {
        // nothing to do
    }
}
