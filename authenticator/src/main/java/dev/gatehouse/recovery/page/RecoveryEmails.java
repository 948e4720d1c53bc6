package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.notification.email.Envelope;
import dev.gatehouse.notification.email.RecoveryEmail;
import dev.gatehouse.notification.email.RequestSnapshot;
import dev.gatehouse.recovery.token.FallbackCode;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.recovery.token.ResetRequest;
import dev.gatehouse.recovery.token.ResetToken;
import dev.gatehouse.recovery.token.ReturnTarget;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Composes the recovery emails of one realm, on a thread of the queue and in its own session, so that response times do not reveal how long
 * it takes.
 */
final class RecoveryEmails {

    private final KeycloakSession session;
    private final RecoveryService recovery;
    private final RequestSnapshot requestSnapshot;

    /** Whether the address that was typed belongs to several accounts. */
    private boolean areSeveral;

    RecoveryEmails(KeycloakSession session, RecoveryService recovery, RequestSnapshot requestSnapshot) {
        this.session = session;
        this.recovery = recovery;
        this.requestSnapshot = requestSnapshot;
    }

    /**
     * The email that answers a request for a link; empty if there is no recipient, or if the account has received enough emails. Where the
     * address belongs to several accounts, the email of each is queued by itself, so that one that cannot be composed holds up no other.
     */
    Optional<Envelope> answer(ResetRequest resetRequest) {
        List<UserModel> users = resetRequest
                .target()
                .map(target -> Recipient.users(session, recovery.realm(), target))
                .orElseGet(List::of);
        if (users.isEmpty()) {
            return Optional.empty();
        }
        if (users.size() > 1) {
            users.forEach(each -> recovery.answerOne(resetRequest, each.getId(), requestSnapshot));
            return Optional.empty();
        }
        return answer(resetRequest, users.get(0));
    }

    /** The email to one of several accounts that have the address. */
    Optional<Envelope> answerOne(ResetRequest resetRequest, String userId) {
        areSeveral = true;
        return answer(resetRequest, session.users().getUserById(recovery.realm(), userId));
    }

    private Optional<Envelope> answer(ResetRequest resetRequest, @Nullable UserModel user) {
        Recipient recipient = Recipient.of(session, recovery.realm(), user);
        return switch (recipient.kind()) {
            case NONE -> Optional.empty();
            case OWNER -> answer(resetRequest, (Recipient.Owner) recipient);
            case SIGNS_IN_ELSEWHERE -> answer(resetRequest, (Recipient.SignsInElsewhere) recipient);
            case READ_ONLY -> answer(resetRequest, (Recipient.ReadOnly) recipient);
            case LOCKED -> answer(resetRequest, (Recipient.Locked) recipient);
        };
    }

    private Optional<Envelope> answer(ResetRequest resetRequest, Recipient.Owner owner) {
        return withinLimit(resetRequest, owner.user(), () -> link(resetRequest, owner.user()));
    }

    private Optional<Envelope> answer(ResetRequest resetRequest, Recipient.SignsInElsewhere elsewhere) {
        return withinLimit(
                resetRequest,
                elsewhere.user(),
                () -> isForMoreThanThePassword(resetRequest)
                        ? link(resetRequest, elsewhere.user())
                        : elsewhere(resetRequest, elsewhere));
    }

    private Optional<Envelope> answer(ResetRequest resetRequest, Recipient.ReadOnly readOnly) {
        return withinLimit(
                resetRequest,
                readOnly.user(),
                () -> isForMoreThanThePassword(resetRequest)
                        ? link(resetRequest, readOnly.user())
                        : email(readOnly.user(), RecoveryEmail.Kind.NOT_HERE, Map.of()));
    }

    /** Where no password can be changed here, all sessions can still be ended and a lock be lifted. */
    private static boolean isForMoreThanThePassword(ResetRequest resetRequest) {
        return switch (resetRequest.purpose()) {
            case SECURE, RESUME -> true;
            case RESET, CHANGE -> false;
        };
    }

    private Optional<Envelope> answer(ResetRequest resetRequest, Recipient.Locked locked) {
        return withinLimit(
                resetRequest, locked.user(), () -> email(locked.user(), RecoveryEmail.Kind.LOCKED, Map.of()));
    }

    /** The notice that a password was changed; empty if the account is gone or has no address. */
    Optional<Envelope> changed(String userId) {
        UserModel user = session.users().getUserById(recovery.realm(), userId);
        return user == null || user.getEmail() == null
                ? Optional.empty()
                : Optional.of(email(user, RecoveryEmail.Kind.CHANGED, Map.of()));
    }

    /** The notice to the owner of a temporarily locked account; empty if one was sent recently, regardless of what caused it. */
    Optional<Envelope> paused(String userId) {
        Recipient recipient =
                Recipient.of(session, recovery.realm(), session.users().getUserById(recovery.realm(), userId));
        return switch (recipient.kind()) {
            // No user who could continue with it.
            case NONE, LOCKED -> Optional.empty();
            case OWNER -> paused(((Recipient.Owner) recipient).user());
            case SIGNS_IN_ELSEWHERE -> paused(((Recipient.SignsInElsewhere) recipient).user());
            case READ_ONLY -> paused(((Recipient.ReadOnly) recipient).user());
        };
    }

    private Optional<Envelope> paused(UserModel user) {
        ResetRequest resetRequest = ResetRequest.begun(ReturnTarget.NONE, Optional.empty(), LinkPurpose.RESUME);
        Optional<RateLimit.Permit> permit =
                recovery.takeLockoutPermit(user, requestSnapshot.network().prefix());
        if (permit.isEmpty()) {
            return Optional.empty();
        }
        Optional<Envelope> email = Optional.empty();
        try {
            email = withinLimit(resetRequest, user, () -> link(resetRequest, user));
            return email;
        } finally {
            if (email.isEmpty()) {
                recovery.giveBackLockoutPermit(permit.get());
            }
        }
    }

    private Optional<Envelope> withinLimit(ResetRequest resetRequest, UserModel user, Supplier<Envelope> writer) {
        RecoveryEmailLimit allowance = recovery.allowance(user, resetRequest.purpose());
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

    private Envelope link(ResetRequest resetRequest, UserModel user) {
        Instant now = recovery.now();
        Instant until = now.plus(recovery.settings().linkLifetime());
        SecurityStamp stamp = new SecurityStampService(session, recovery.realm()).of(user);
        ResetLink link = new ResetLink(
                user.getId(),
                stamp,
                resetRequest.purpose(),
                now,
                until,
                resetRequest.returnTarget(),
                resetRequest.purpose().hasCode()
                        ? resetRequest.waiting(recovery.realm().getId())
                        : "");
        ResetToken token = recovery.links().issue(link);
        Map<String, Object> facts = new HashMap<>(requestSnapshot.lifetime(user, language(user), now, until));
        facts.put("link", RecoveryUrls.mailed(requestSnapshot.base(), recovery.realm(), token));
        // A page has one code, which must not open another account than the email that it stands in.
        if (resetRequest.purpose().hasCode() && !areSeveral) {
            FallbackCode code = FallbackCode.of(
                    RealmSecret.active(session, recovery.realm()), resetRequest.page(), user.getId(), stamp);
            recovery.requests().expect(resetRequest.page(), link, code);
            facts.put("code", code.printed());
        }
        Envelope envelope = email(user, kind(resetRequest.purpose()), facts);
        new EventBuilder(recovery.realm(), session)
                .ipAddress(requestSnapshot.address())
                .event(EventType.SEND_RESET_PASSWORD)
                .client(
                        resetRequest.returnTarget().clientId().isEmpty()
                                ? null
                                : resetRequest.returnTarget().clientId())
                .user(user)
                .detail(GatehouseEvents.PURPOSE, resetRequest.purpose().name().toLowerCase(Locale.ROOT))
                .success();
        return envelope;
    }

    private static RecoveryEmail.Kind kind(LinkPurpose purpose) {
        return switch (purpose) {
            case RESET -> RecoveryEmail.Kind.RESET;
            case CHANGE -> RecoveryEmail.Kind.CHANGE;
            case SECURE -> RecoveryEmail.Kind.NOT_ME;
            case RESUME -> RecoveryEmail.Kind.PAUSED;
        };
    }

    private Envelope elsewhere(ResetRequest resetRequest, Recipient.SignsInElsewhere elsewhere) {
        return email(
                elsewhere.user(),
                RecoveryEmail.Kind.ELSEWHERE,
                Map.of(
                        "providers", String.join(", ", elsewhere.providers()),
                        "link",
                                ReturnUrls.app(requestSnapshot.base(), recovery.realm(), resetRequest.returnTarget())
                                        .toString()));
    }

    private Envelope email(UserModel user, RecoveryEmail.Kind kind, Map<String, Object> more) {
        Map<String, Object> facts = requestSnapshot.facts(recovery.realm(), user, language(user));
        facts.putAll(more);
        try {
            return Envelope.to(
                    recovery.realm(), user, new RecoveryEmail(kind, facts).render(session, recovery.realm(), user));
        } catch (EmailException e) {
            throw new IllegalStateException("the email cannot be rendered", e);
        }
    }

    private Locale language(UserModel user) {
        return requestSnapshot.language(session, user);
    }
}
