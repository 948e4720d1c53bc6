package dev.gatehouse.password.policy;

import dev.gatehouse.password.page.RuleData;
import dev.gatehouse.password.page.RuleTexts;
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
import java.util.Objects;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.util.JsonSerialization;

/** {@code GET /realms/{realm}/gatehouse-password-rules}: the rules as a page needs them. They are no secret: a page shows them to everybody. */
public final class PasswordRulesResource implements RealmResourceProvider {

    private final KeycloakSession session;

    PasswordRulesResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return this;
    }

    /**
     * Answers with the rules of the realm, see {@link RuleData}, in the language of whoever asks. A realm without the policy has none.
     * Browsers may keep the answer but must ask whether it is still right, so that a page never shows rules that were changed.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response rules(@Context Request request) throws IOException {
        PasswordRules rules = Objects.requireNonNullElse(PasswordRulesPolicyFactory.rules(session.getContext().getRealm()), new PasswordRules(List.of()));
        RuleTexts texts = Language.ofPage(session, null).texts();
        String json = JsonSerialization.writeValueAsString(RuleData.of(rules, texts));
        EntityTag tag = new EntityTag(HexFormat.of().formatHex(HashUtils.hash("SHA-256", json.getBytes(StandardCharsets.UTF_8)), 0, 16));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        CacheControl asksAgain = new CacheControl();
        asksAgain.setNoCache(true);
        return Objects.requireNonNullElseGet(unchanged, () -> Response.ok(json))
                .tag(tag)
                .cacheControl(asksAgain)
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .build();
    }

    @Override
    public void close() {
        // nothing to do
    }
}
