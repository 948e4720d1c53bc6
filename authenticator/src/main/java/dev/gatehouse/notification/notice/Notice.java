package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import dev.gatehouse.keycloak.text.MaskedEmail;
import dev.gatehouse.notification.email.AccountNoticeEmail;
import dev.gatehouse.notification.email.Envelope;
import dev.gatehouse.notification.email.RenderedEmail;
import dev.gatehouse.notification.email.RequestSnapshot;
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
 * @param credential what was added or removed, where that is what happened
 * @param more what else the mail names, as it is
 * @param requestSnapshot when, with what and from where
 */
record Notice(
        String userId,
        AccountNoticeEmail.Kind kind,
        Optional<String> oldAddress,
        Optional<EnrolledCredential> credential,
        Map<String, Object> more,
        RequestSnapshot requestSnapshot) {

    Notice {
        more = Map.copyOf(more);
    }

    /** One of which nothing more is told than when, and with what and from where if that is the person's. */
    static Notice of(String userId, AccountNoticeEmail.Kind kind, RequestSnapshot requestSnapshot) {
        return new Notice(userId, kind, Optional.empty(), Optional.empty(), Map.of(), requestSnapshot);
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

    private RenderedEmail mail(KeycloakSession session, RealmModel realm, UserModel user) {
        // The page that an administrator looks at says nothing about the language of the person.
        Locale language = kind.isOfThePerson() ? requestSnapshot.language(session, user) : session.getContext().resolveLocale(user);
        Map<String, Object> facts = requestSnapshot.facts(user, language);
        facts.putAll(more);
        if (oldAddress.isPresent() && user.getEmail() != null) {
            facts.put("newAddress", MaskedEmail.of(user.getEmail()));
        }
        // Not the name that somebody has given it: that may be the intruder's text in a mail of ours.
        credential.ifPresent(what -> facts.putAll(Map.of("enrolled", what.kind().message(), "provider", what.name())));
        try {
            return new AccountNoticeEmail(kind, facts).render(session, realm, user);
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
