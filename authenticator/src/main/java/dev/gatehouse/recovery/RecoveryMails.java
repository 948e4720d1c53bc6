package dev.gatehouse.recovery;

import dev.gatehouse.account.AccountStamp;
import dev.gatehouse.account.SecurityStamps;
import dev.gatehouse.crypto.RealmSecret;
import dev.gatehouse.link.Ask;
import dev.gatehouse.link.FallbackCode;
import dev.gatehouse.link.Link;
import dev.gatehouse.link.LinkToken;
import dev.gatehouse.link.Purpose;
import dev.gatehouse.link.Way;
import dev.gatehouse.mail.Envelope;
import dev.gatehouse.mail.RecoveryMail;
import dev.gatehouse.mfa.LocalTimes;
import dev.gatehouse.store.Budget;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.email.EmailException;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** Writes the mails of one realm, on a thread of the queue and in a session of its own, where nobody can see how long it takes. */
final class RecoveryMails {

    private final KeycloakSession session;
    private final Recovery recovery;
    private final Circumstances circumstances;

    RecoveryMails(KeycloakSession session, Recovery recovery, Circumstances circumstances) {
        this.session = session;
        this.recovery = recovery;
        this.circumstances = circumstances;
    }

    /** What somebody is mailed who asked for a link; empty for nobody, and where the account has had enough mails. */
    Optional<Envelope> answer(Ask ask) {
        Addressee addressee = ask.target().<Addressee>map(target -> Addressee.of(session, recovery.realm(), target)).orElseGet(Addressee.Nobody::new);
        return switch (addressee.kind()) {
            case NOBODY -> Optional.empty();
            case OWNER -> answer(ask, (Addressee.Owner) addressee);
            case SIGNS_IN_ELSEWHERE -> answer(ask, (Addressee.SignsInElsewhere) addressee);
            case LOCKED -> answer(ask, (Addressee.Locked) addressee);
        };
    }

    private Optional<Envelope> answer(Ask ask, Addressee.Owner owner) {
        return withinBudget(ask, owner.user(), () -> link(ask, owner.user()));
    }

    private Optional<Envelope> answer(Ask ask, Addressee.SignsInElsewhere elsewhere) {
        // Everyone can be signed out, and every lock be lifted, without a password.
        boolean isLink = switch (ask.purpose()) {
            case SECURE, RESUME -> true;
            case RESET, CHANGE -> false;
        };
        return withinBudget(ask, elsewhere.user(), () -> isLink ? link(ask, elsewhere.user()) : elsewhere(ask, elsewhere));
    }

    private Optional<Envelope> answer(Ask ask, Addressee.Locked locked) {
        return withinBudget(ask, locked.user(), () -> mail(locked.user(), RecoveryMail.Kind.LOCKED, Map.of()));
    }

    /** The notice that a password was changed; empty if the account is gone or has no address. */
    Optional<Envelope> changed(String userId) {
        UserModel user = session.users().getUserById(recovery.realm(), userId);
        return user == null || user.getEmail() == null ? Optional.empty() : Optional.of(mail(user, RecoveryMail.Kind.CHANGED, Map.of()));
    }

    /** What the owner of an account is mailed that was locked for a time; empty if there was such a mail lately, whoever has brought it about. */
    Optional<Envelope> paused(String userId) {
        Addressee addressee = Addressee.of(session, recovery.realm(), new Ask.Account(userId));
        return switch (addressee.kind()) {
            // Nobody who could go on by it.
            case NOBODY, LOCKED -> Optional.empty();
            case OWNER -> paused(((Addressee.Owner) addressee).user());
            case SIGNS_IN_ELSEWHERE -> paused(((Addressee.SignsInElsewhere) addressee).user());
        };
    }

    private Optional<Envelope> paused(UserModel user) {
        Ask ask = Ask.begun(Way.NONE, Optional.empty(), Purpose.RESUME);
        Optional<Budget.Use> place = recovery.takePause(user, circumstances.network().prefix());
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            return withinBudget(ask, user, () -> link(ask, user));
        } catch (RuntimeException e) {
            recovery.giveBackPause(place.get());
            throw e;
        }
    }

    private Optional<Envelope> withinBudget(Ask ask, UserModel user, Supplier<Envelope> writer) {
        MailAllowance allowance = recovery.allowance(user, ask.purpose());
        if (!allowance.take(recovery.now())) {
            return Optional.empty();
        }
        try {
            return Optional.of(writer.get());
        } catch (RuntimeException e) {
            allowance.giveBack();
            throw e;
        }
    }

    private Envelope link(Ask ask, UserModel user) {
        Instant until = recovery.now().plus(recovery.settings().linkLifetime());
        AccountStamp stamp = new SecurityStamps(session, recovery.realm()).of(user);
        Link link = new Link(user.getId(), stamp, ask.purpose(), recovery.now(), until, ask.way());
        LinkToken token = recovery.links().issue(link);
        Map<String, Object> facts = new HashMap<>(Map.of(
                "link", RecoveryAddress.mailed(circumstances.base(), recovery.realm(), token),
                "validUntil", LocalTimes.of(user, language(user)).time(until)));
        if (!ask.purpose().isOfOneAccount()) {
            FallbackCode code = FallbackCode.of(RealmSecret.active(session, recovery.realm()), ask.page(), user.getId(), stamp);
            recovery.asks().expect(ask.page(), link, code);
            facts.put("code", code.printed());
        }
        Envelope envelope = mail(user, kind(ask.purpose()), facts);
        new EventBuilder(recovery.realm(), session)
                .ipAddress(circumstances.address())
                .event(EventType.SEND_RESET_PASSWORD)
                .client(ask.way().clientId().isEmpty() ? null : ask.way().clientId())
                .user(user)
                .detail("gatehouse_purpose", ask.purpose().name().toLowerCase(Locale.ROOT))
                .success();
        return envelope;
    }

    private static RecoveryMail.Kind kind(Purpose purpose) {
        return switch (purpose) {
            case RESET -> RecoveryMail.Kind.RESET;
            case CHANGE -> RecoveryMail.Kind.CHANGE;
            case SECURE -> RecoveryMail.Kind.NOT_ME;
            case RESUME -> RecoveryMail.Kind.PAUSED;
        };
    }

    private Envelope elsewhere(Ask ask, Addressee.SignsInElsewhere elsewhere) {
        return mail(elsewhere.user(), RecoveryMail.Kind.ELSEWHERE, Map.of(
                "providers", String.join(", ", elsewhere.providers()),
                "link", WayOn.app(circumstances.base(), recovery.realm(), ask.way()).toString()));
    }

    private Envelope mail(UserModel user, RecoveryMail.Kind kind, Map<String, Object> more) {
        Map<String, Object> facts = circumstances.facts(user, language(user));
        facts.putAll(more);
        try {
            return Envelope.to(recovery.realm(), user, new RecoveryMail(kind, facts).render(session, recovery.realm(), user));
        } catch (EmailException e) {
            throw new IllegalStateException("the mail cannot be rendered", e);
        }
    }

    private Locale language(UserModel user) {
        return circumstances.language(session, user);
    }
}
