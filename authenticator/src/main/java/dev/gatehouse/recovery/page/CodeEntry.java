package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.recovery.token.FallbackCode;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.recovery.token.ResetRequestStore;
import dev.gatehouse.recovery.token.ResetToken;
import java.util.Optional;

/** A code that is typed into a page that waits for an email: the right one opens what the link in the same email opens. */
final class CodeEntry {

    private final RecoveryService recovery;
    private final ResetToken page;

    CodeEntry(RecoveryService recovery, ResetToken page) {
        this.recovery = recovery;
        this.page = page;
    }

    /** The result of a typed code. */
    sealed interface Result extends Variant<CodeEntry.Result.Kind> {

        /** One for each record below. */
        enum Kind {
            OPENED,
            REFUSED
        }
    }

    /**
     * The code is right, and used up.
     *
     * @param link a new link, which is valid exactly as long as the one in the email
     */
    record Opened(ResetToken link) implements Result {

        @Override
        public Kind kind() {
            return Kind.OPENED;
        }
    }

    /**
     * The code is not right, or too many were typed.
     *
     * @param message the message's key
     */
    record Refused(String message) implements Result {

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /** Takes one of the tries of the page, unless the text cannot be a code. */
    Result enter(String text) {
        if (text.isBlank()) {
            return new Refused("gatehouseForgotCodeEmpty");
        }
        if (!FallbackCode.read(text).isWhole()) {
            return new Refused("gatehouseForgotCodeMalformed");
        }
        ResetRequestStore requests = recovery.requests();
        if (!requests.takeTry(page)) {
            return new Refused("gatehouseForgotCodeTooMany");
        }
        Optional<ResetLink> link = requests.recognise(page, text).filter(expected -> requests.spend(page));
        return link.<Result>map(permitted -> new Opened(recovery.links().issue(permitted)))
                .orElseGet(() ->
                        new Refused(requests.canTry(page) ? "gatehouseForgotCodeWrong" : "gatehouseForgotCodeTooMany"));
    }
}
