package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.account.TypedName;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.provider.Variant;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A page on which a user requests a link, and waits for it.
 *
 * @param page the secret of the page; it is in the page's URL and in no email
 * @param returnTarget where the user came from
 * @param target whom the link is for; empty until that is known
 * @param purpose why it is requested
 * @param requestedAt when it was last requested; empty until then
 */
public record ResetRequest(
        ResetToken page,
        ReturnTarget returnTarget,
        Optional<Target> target,
        LinkPurpose purpose,
        Optional<Instant> requestedAt) {

    private static final String LOGIN_LABEL = "gatehouse/ask-of-login/v1";
    private static final String CHANGE_LABEL = "gatehouse/ask-of-change/v1";
    private static final String ADDRESS = "address";
    private static final String USER = "user";
    private static final String HINT = "hint";
    private static final String PURPOSE = "purpose";
    private static final String REQUESTED = "asked";

    /** Whom a link is for. */
    public sealed interface Target extends Variant<ResetRequest.Target.Kind> {

        /** One for each record below. */
        enum Kind {
            HINT,
            ADDRESS,
            ACCOUNT
        }

        /** Identifies the target within the realm; the spelling of an address does not matter. */
        default String name() {
            return switch (kind()) {
                case HINT -> "";
                case ADDRESS -> ((Address) this).typed().key();
                case ACCOUNT -> ((Account) this).userId();
            };
        }
    }

    /** A suggested address, with which no link was requested yet. */
    public record Hint(String address) implements Target {

        @Override
        public Kind kind() {
            return Kind.HINT;
        }
    }

    /**
     * The users with this address or user name, if there are any.
     *
     * @param address as it was typed
     */
    public record Address(String address) implements Target {

        /** What was typed on the page. */
        public static Address of(TypedName name) {
            return new Address(name.exact().isEmpty() ? name.cleaned() : name.exact());
        }

        /** The readings of what was typed. */
        public TypedName typed() {
            return TypedName.of(address);
        }

        @Override
        public Kind kind() {
            return Kind.ADDRESS;
        }
    }

    /** An account that an earlier link, or a session, has identified. */
    public record Account(String userId) implements Target {

        @Override
        public Kind kind() {
            return Kind.ACCOUNT;
        }
    }

    /**
     * A new page on which no link was requested yet; it is not stored.
     *
     * @param target the likely target; empty if unknown
     */
    public static ResetRequest begun(ReturnTarget returnTarget, Optional<Target> target, LinkPurpose purpose) {
        return new ResetRequest(ResetToken.mint(), returnTarget, target, purpose, Optional.empty());
    }

    /**
     * The page of a login in progress: the same each time, so that opening it often stores nothing more.
     *
     * @param number on how many pages of this login a link was requested before
     */
    static ResetRequest ofLogin(
            RealmSecret secret, ReturnTarget returnTarget, Optional<Target> target, LinkPurpose purpose, int number) {
        ResetToken page = ResetToken.derive(
                secret,
                LOGIN_LABEL,
                returnTarget.login(),
                returnTarget.tab(),
                purpose.name(),
                Integer.toString(number));
        return new ResetRequest(page, returnTarget, target, purpose, Optional.empty());
    }

    /**
     * The page of a user who is signed in and changes the password: the same for all tabs of the browser.
     *
     * @param number on how many such pages of this browser a link was requested before
     */
    static ResetRequest ofChange(RealmSecret secret, ReturnTarget returnTarget, String userId, int number) {
        ResetToken page =
                ResetToken.derive(secret, CHANGE_LABEL, returnTarget.login(), userId, Integer.toString(number));
        return new ResetRequest(page, returnTarget, Optional.empty(), LinkPurpose.CHANGE, Optional.empty());
    }

    /** The same page, from which the user returns elsewhere. */
    public ResetRequest returningTo(ReturnTarget other) {
        return new ResetRequest(page, other, target, purpose, requestedAt);
    }

    /**
     * Names what this page waits for, without revealing the page or the target. A page that is used again for another address then waits
     * for something else: it must not learn what became of the first.
     */
    public String waiting(String realmId) {
        return Sha256.hex(page.hash(realmId) + ":" + target.map(Target::name).orElse(""));
    }

    /** The same page, with a link requested now. */
    public ResetRequest requestedFor(Target recipient, Instant now) {
        return new ResetRequest(page, returnTarget, Optional.of(recipient), purpose, Optional.of(now));
    }

    Map<String, String> notes() {
        Map<String, String> notes = new HashMap<>();
        returnTarget.writeTo(notes);
        notes.put(PURPOSE, purpose.name());
        requestedAt.ifPresent(at -> notes.put(REQUESTED, Long.toString(at.toEpochMilli())));
        target.map(recipient -> switch (recipient.kind()) {
                    case ADDRESS -> Map.entry(ADDRESS, ((Address) recipient).address());
                    case ACCOUNT -> Map.entry(USER, ((Account) recipient).userId());
                    case HINT -> Map.entry(HINT, ((Hint) recipient).address());
                })
                .ifPresent(note -> notes.put(note.getKey(), note.getValue()));
        return notes;
    }

    /** Reads notes; empty if another version has written them and this one does not understand them. */
    static Optional<ResetRequest> of(ResetToken page, Map<String, String> notes) {
        try {
            Optional<Target> target = Optional.<Target>ofNullable(
                            notes.get(ADDRESS) == null ? null : new Address(notes.get(ADDRESS)))
                    .or(() -> Optional.ofNullable(notes.get(USER)).map(Account::new))
                    .or(() -> Optional.ofNullable(notes.get(HINT)).map(Hint::new));
            return Optional.of(new ResetRequest(
                    page,
                    ReturnTarget.readFrom(notes),
                    target,
                    LinkPurpose.valueOf(notes.getOrDefault(PURPOSE, LinkPurpose.RESET.name())),
                    Optional.ofNullable(notes.get(REQUESTED)).map(at -> Instant.ofEpochMilli(Long.parseLong(at)))));
        } catch (IllegalArgumentException | DateTimeException notUnderstood) {
            return Optional.empty();
        }
    }
}
