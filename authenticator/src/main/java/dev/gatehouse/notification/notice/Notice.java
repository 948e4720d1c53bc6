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
 * Something that happened to an account, to be reported later.
 *
 * @param userId the id of the account's owner
 * @param kind what happened
 * @param oldAddress the address to notify, if it is not the account's current one
 * @param credential what was added or removed, if anything was
 * @param more further variables of the template, unchanged
 * @param requestSnapshot when, with which browser and from where
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

    /** A notice that reports only the time, and the device and place if they may be the user's. */
    static Notice of(String userId, AccountNoticeEmail.Kind kind, RequestSnapshot requestSnapshot) {
        return new Notice(userId, kind, Optional.empty(), Optional.empty(), Map.of(), requestSnapshot);
    }

    /** Composes the email; empty if the account is gone or has no address. */
    Optional<Envelope> write(KeycloakSession session, RealmModel realm) {
        UserModel user = session.users().getUserById(realm, userId);
        if (user == null) {
            return Optional.empty();
        }
        Optional<String> address = oldAddress.or(() -> Optional.ofNullable(user.getEmail()));
        return address.map(to -> new Envelope(realm.getId(), realm.getSmtpConfig(), to, render(session, realm, user)));
    }

    private RenderedEmail render(KeycloakSession session, RealmModel realm, UserModel user) {
        // The language of an administrator's page says nothing about that of the user.
        Locale language = kind.isByUser()
                ? requestSnapshot.language(session, user)
                : session.getContext().resolveLocale(user);
        RequestSnapshot snapshot = kind.isByUser() ? requestSnapshot : requestSnapshot.withoutZone();
        Map<String, Object> facts = snapshot.facts(realm, user, language);
        facts.putAll(more);
        if (oldAddress.isPresent() && user.getEmail() != null) {
            facts.put("newAddress", MaskedEmail.of(user.getEmail()));
        }
        // Without its label, which may be an intruder's text in an email of ours.
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
