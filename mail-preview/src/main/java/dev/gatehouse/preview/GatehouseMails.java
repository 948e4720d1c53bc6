package dev.gatehouse.preview;

import dev.gatehouse.notification.email.AccountNoticeEmail;
import dev.gatehouse.notification.email.CodeEmail;
import dev.gatehouse.notification.email.RecoveryEmail;
import dev.gatehouse.notification.email.RenderedEmail;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The emails of Gatehouse. */
record GatehouseMails(
        KeycloakSession session, RealmModel realm, UserModel user, Samples samples, KeycloakMails.Outlet outlet) {

    void write() throws EmailException {
        Map<String, Object> code = facts();
        code.putAll(lifetime());
        put("gatehouse-code", new CodeEmail(Samples.CODE, true, code).render(session, realm, user));
        code.putAll(Map.of("device", "", "place", ""));
        put("gatehouse-code-quiet", new CodeEmail(Samples.CODE, false, code).render(session, realm, user));
        for (RecoveryEmail.Kind kind : RecoveryEmail.Kind.values()) {
            put("gatehouse-recovery-" + name(kind), new RecoveryEmail(kind, facts(kind)).render(session, realm, user));
        }
        for (AccountNoticeEmail.Kind kind : AccountNoticeEmail.Kind.values()) {
            Map<String, Object> facts = facts();
            if (kind == AccountNoticeEmail.Kind.ADDRESS_CHANGED || kind == AccountNoticeEmail.Kind.ADDRESS_BY_ADMIN) {
                facts.put("newAddress", "n\u2022\u2022\u2022@a\u2022\u2022\u2022.test");
            }
            switch (kind) {
                case IMPERSONATED -> facts.put("impersonator", samples.other());
                case LET_IN_ONCE, UNLOCKED, SIGNED_OUT, LOCKED_DOWN -> facts.put("helper", samples.other());
                case FURTHER -> facts.put("number", Samples.FURTHER);
                default -> {
                    // nothing but the request snapshot
                }
            }
            put("gatehouse-notice-" + name(kind), new AccountNoticeEmail(kind, facts).render(session, realm, user));
        }
    }

    private Map<String, Object> facts(RecoveryEmail.Kind kind) {
        Map<String, Object> facts = facts();
        switch (kind) {
            case RESET, CHANGE, NOT_ME -> {
                facts.putAll(lifetime());
                facts.putAll(Map.of("link", samples.link(), "code", Samples.FALLBACK_CODE));
            }
            case PAUSED -> {
                facts.putAll(lifetime());
                facts.put("link", samples.link());
            }
            case ELSEWHERE -> facts.putAll(Map.of("link", samples.link(), "providers", samples.other()));
            default -> {
                // nothing but the request snapshot
            }
        }
        return facts;
    }

    private Map<String, Object> facts() {
        return new HashMap<>(samples.facts(realm, user, session.getContext().resolveLocale(user)));
    }

    private Map<String, Object> lifetime() {
        return samples.request().lifetime(user, session.getContext().resolveLocale(user), Samples.WHEN, Samples.UNTIL);
    }

    private static String name(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void put(String name, RenderedEmail mail) {
        outlet.put(name, mail.subject(), mail.text(), mail.html());
    }
}
