package dev.gatehouse.notice;

import dev.gatehouse.factor.Enrolment;
import dev.gatehouse.mail.AccountNotice;
import dev.gatehouse.mail.Envelope;
import dev.gatehouse.mail.MaskedAddress;
import dev.gatehouse.mail.RenderedMail;
import dev.gatehouse.recovery.Circumstances;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Something that happened to an account, to be told later.
 *
 * @param userId whose account it is
 * @param kind what happened
 * @param oldAddress where to tell it, if not to the address that the account has by then
 * @param enrolment what was added or removed, where that is what happened
 * @param more what else the mail names, as it is
 * @param circumstances when, with what and from where
 */
record Notice(
        String userId,
        AccountNotice.Kind kind,
        Optional<String> oldAddress,
        Optional<Enrolment> enrolment,
        Map<String, Object> more,
        Circumstances circumstances) {

    Notice {
        more = Map.copyOf(more);
    }

    /** One of which nothing more is told than when, and with what and from where if that is the person's. */
    static Notice of(String userId, AccountNotice.Kind kind, Circumstances circumstances) {
        return new Notice(userId, kind, Optional.empty(), Optional.empty(), Map.of(), circumstances);
    }

    /** Writes the mail; empty if the account is gone or has no address. */
    Optional<Envelope> write(KeycloakSession session, RealmModel realm) {
        UserModel user = session.users().getUserById(realm, userId);
        if (user == null) {
            return Optional.empty();
        }
        Optional<String> address = oldAddress.or(() -> Optional.ofNullable(user.getEmail()));
        return address.map(to -> new Envelope(realm.getId(), realm.getSmtpConfig(), to, mail(session, realm, user)));
    }

    private RenderedMail mail(KeycloakSession session, RealmModel realm, UserModel user) {
        // The page that an administrator looks at says nothing about the language of the person.
        Locale language = kind.isOfThePerson() ? circumstances.language(session, user) : session.getContext().resolveLocale(user);
        Map<String, Object> facts = circumstances.facts(user, language);
        facts.putAll(more);
        if (oldAddress.isPresent() && user.getEmail() != null) {
            facts.put("newAddress", MaskedAddress.of(user.getEmail()));
        }
        // Not the name that somebody has given it: that may be the intruder's text in a mail of ours.
        enrolment.ifPresent(what -> facts.putAll(Map.of("enrolled", what.kind().message(), "provider", what.name())));
        try {
            return new AccountNotice(kind, facts).render(session, realm, user);
        } catch (EmailException e) {
            throw new IllegalStateException("the notice cannot be rendered", e);
        }
    }

    /** Hides the address. */
    @Override
    public String toString() {
        return "Notice[" + kind + "]";
    }
}
