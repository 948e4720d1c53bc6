package dev.gatehouse.preview;

import dev.gatehouse.mail.AccountNotice;
import dev.gatehouse.mail.CodeMail;
import dev.gatehouse.mail.RecoveryMail;
import dev.gatehouse.mail.RenderedMail;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The mails that Gatehouse writes. */
record GatehouseMails(KeycloakSession session, RealmModel realm, UserModel user, Samples samples, KeycloakMails.Outlet outlet) {

    void write() throws EmailException {
        put("gatehouse-code", new CodeMail(Samples.CODE, Samples.UNTIL, true, Samples.WHEN, samples.device(), "Netherlands").render(session, realm, user));
        put("gatehouse-code-quiet", new CodeMail(Samples.CODE, Samples.UNTIL, false, Samples.WHEN, "", "").render(session, realm, user));
        for (RecoveryMail.Kind kind : RecoveryMail.Kind.values()) {
            put("gatehouse-recovery-" + name(kind), new RecoveryMail(kind, facts(kind)).render(session, realm, user));
        }
        for (AccountNotice.Kind kind : AccountNotice.Kind.values()) {
            Map<String, Object> facts = new HashMap<>(samples.facts());
            if (kind == AccountNotice.Kind.ADDRESS_CHANGED || kind == AccountNotice.Kind.ADDRESS_BY_ADMIN) {
                facts.put("newAddress", "n\u2022\u2022\u2022@a\u2022\u2022\u2022.test");
            }
            if (kind == AccountNotice.Kind.IMPERSONATED) {
                facts.put("impersonator", samples.other());
            } else if (kind == AccountNotice.Kind.FURTHER) {
                facts.put("number", Samples.FURTHER);
            }
            put("gatehouse-notice-" + name(kind), new AccountNotice(kind, facts).render(session, realm, user));
        }
    }

    private Map<String, Object> facts(RecoveryMail.Kind kind) {
        Map<String, Object> facts = new HashMap<>(samples.facts());
        switch (kind) {
            case RESET, NOT_ME -> facts.putAll(Map.of("link", samples.link(), "validUntil", Samples.UNTIL, "code", Samples.FALLBACK_CODE));
            case CHANGE, PAUSED -> facts.putAll(Map.of("link", samples.link(), "validUntil", Samples.UNTIL));
            case ELSEWHERE -> facts.putAll(Map.of("link", samples.link(), "providers", samples.other()));
            default -> {
                // nothing but the circumstances
            }
        }
        return facts;
    }

    private static String name(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void put(String name, RenderedMail mail) {
        outlet.put(name, mail.subject(), mail.text(), mail.html());
    }
}
