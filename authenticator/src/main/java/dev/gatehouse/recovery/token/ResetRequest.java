package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.provider.Variant;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A page on which somebody asks for a link, and waits for it.
 *
 * @param page the secret of the page; it is in the page's address and in no mail
 * @param returnTarget where the person came from
 * @param target for whom a link is wanted; empty until that is told
 * @param purpose what for
 * @param requestedAt when it was last asked for; empty until it was
 */
public record ResetRequest(ResetToken page, ReturnTarget returnTarget, Optional<Target> target, LinkPurpose purpose, Optional<Instant> requestedAt) {

    private static final String LOGIN_LABEL = "gatehouse/ask-of-login/v1";
    private static final String ADDRESS = "address";
    private static final String USER = "user";
    private static final String HINT = "hint";
    private static final String PURPOSE = "purpose";
    private static final String ASKED = "asked";

    /** For whom a link is wanted. */
    public sealed interface Target extends Variant<ResetRequest.Target.Kind> {

        /** One for each record below. */
        enum Kind { HINT, ADDRESS, ACCOUNT }

        /** What tells it from others in the realm; the same address is the same however it is written. */
        default String name() {
            return switch (kind()) {
                case HINT -> "";
                case ADDRESS -> ((Address) this).address().toLowerCase(Locale.ROOT);
                case ACCOUNT -> ((Account) this).userId();
            };
        }
    }

    /** What might be typed: offered, not yet asked with. */
    public record Hint(String address) implements Target {

        @Override
        public Kind kind() {
            return Kind.HINT;
        }
    }

    /** Whoever has this address or user name, if anybody does. */
    public record Address(String address) implements Target {

        @Override
        public Kind kind() {
            return Kind.ADDRESS;
        }
    }

    /** An account that an earlier link, or a session, has named. */
    public record Account(String userId) implements Target {

        @Override
        public Kind kind() {
            return Kind.ACCOUNT;
        }
    }

    /**
     * A new page on which nothing was asked yet; nobody keeps it.
     *
     * @param target who will probably be asked for; empty if nothing is known
     */
    public static ResetRequest begun(ReturnTarget returnTarget, Optional<Target> target, LinkPurpose purpose) {
        return new ResetRequest(ResetToken.mint(), returnTarget, target, purpose, Optional.empty());
    }

    /**
     * The page that a login in progress has: the same each time, so that whoever looks at it often has nothing more kept.
     *
     * @param number how many pages of this login were asked on before
     */
    static ResetRequest ofLogin(RealmSecret secret, ReturnTarget returnTarget, Optional<Target> target, LinkPurpose purpose, int number) {
        ResetToken page = ResetToken.derive(secret, LOGIN_LABEL, returnTarget.login(), returnTarget.tab(), purpose.name(), Integer.toString(number));
        return new ResetRequest(page, returnTarget, target, purpose, Optional.empty());
    }

    /** The same page, asking for somebody now. */
    public ResetRequest asking(Target whom, Instant now) {
        return new ResetRequest(page, returnTarget, Optional.of(whom), purpose, Optional.of(now));
    }

    Map<String, String> notes() {
        Map<String, String> notes = new HashMap<>();
        returnTarget.writeTo(notes);
        notes.put(PURPOSE, purpose.name());
        requestedAt.ifPresent(at -> notes.put(ASKED, Long.toString(at.toEpochMilli())));
        target.map(whom -> switch (whom.kind()) {
            case ADDRESS -> Map.entry(ADDRESS, ((Address) whom).address());
            case ACCOUNT -> Map.entry(USER, ((Account) whom).userId());
            case HINT -> Map.entry(HINT, ((Hint) whom).address());
        }).ifPresent(note -> notes.put(note.getKey(), note.getValue()));
        return notes;
    }

    /** Empty for what another version has written and this one does not understand. */
    static Optional<ResetRequest> of(ResetToken page, Map<String, String> notes) {
        try {
            Optional<Target> target = Optional.<Target>ofNullable(notes.get(ADDRESS) == null ? null : new Address(notes.get(ADDRESS)))
                    .or(() -> Optional.ofNullable(notes.get(USER)).map(Account::new))
                    .or(() -> Optional.ofNullable(notes.get(HINT)).map(Hint::new));
            return Optional.of(new ResetRequest(
                    page,
                    ReturnTarget.readFrom(notes),
                    target,
                    LinkPurpose.valueOf(notes.getOrDefault(PURPOSE, LinkPurpose.RESET.name())),
                    Optional.ofNullable(notes.get(ASKED)).map(at -> Instant.ofEpochMilli(Long.parseLong(at)))));
        } catch (IllegalArgumentException | DateTimeException notUnderstood) {
            return Optional.empty();
        }
    }
}
