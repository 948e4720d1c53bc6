package dev.gatehouse.admin.help;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.keycloak.json.PlainJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody is helped, as the caller typed it.
 *
 * @param text 1 to {@link #MAX_LENGTH} characters on one line, with a letter or digit among them; not meant for HTML
 */
record HelpReason(String text) {

    /** The maximum length, in Unicode code points. */
    static final int MAX_LENGTH = 300;

    private static final String FIELD = "reason";

    /** What is wrong with what the caller sent. */
    enum Problem {
        /** The body is not a JSON object. */
        BODY("invalid_body", "The body must be a JSON object such as {\"reason\":\"ticket 4711\"}."),
        /** There is none, or it says nothing. */
        MISSING(
                "reason_missing",
                "Say why, for example \"ticket 4711, phone lost\": as the field reason of a JSON body or as the query parameter reason."),
        /** It is too long. */
        TOO_LONG("reason_too_long", "The reason may have at most " + MAX_LENGTH + " characters."),
        /** It has characters that would break a line of a log. */
        CONTROL_CHARACTERS("reason_invalid", "The reason must be one line without control characters.");

        private final String code;
        private final String advice;

        Problem(String code, String advice) {
            this.code = code;
            this.advice = advice;
        }

        /** A code for programs. */
        String code() {
            return code;
        }

        /** What to do, as a sentence. */
        String advice() {
            return advice;
        }
    }

    /** A request without a usable reason. */
    static final class Invalid extends Exception {

        private static final long serialVersionUID = 1L;

        private final Problem problem;

        private Invalid(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        /** What is wrong. */
        Problem problem() {
            return problem;
        }
    }

    /**
     * Reads the reason of a request.
     *
     * @param parameter the query parameter; {@code null} if there is none
     * @param body a JSON object with the reason, which counts before the parameter; {@code null} or blank if there is none
     * @throws Invalid if there is no usable reason
     */
    static HelpReason read(@Nullable String parameter, @Nullable String body) throws Invalid {
        String typed = (body == null || body.isBlank() ? Optional.<String>empty() : ofBody(body))
                .orElse(parameter == null ? "" : parameter)
                .strip();
        if (typed.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new Invalid(Problem.MISSING);
        }
        if (typed.codePointCount(0, typed.length()) > MAX_LENGTH) {
            throw new Invalid(Problem.TOO_LONG);
        }
        if (typed.codePoints().anyMatch(HelpReason::breaksLines)) {
            throw new Invalid(Problem.CONTROL_CHARACTERS);
        }
        return new HelpReason(typed);
    }

    private static Optional<String> ofBody(String body) throws Invalid {
        JsonNode json = PlainJson.read(body, JsonNode.class)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Invalid(Problem.BODY));
        JsonNode reason = json.path(FIELD);
        if (!reason.isMissingNode() && !reason.isNull() && !reason.isTextual()) {
            throw new Invalid(Problem.BODY);
        }
        return reason.isTextual() ? Optional.of(reason.textValue()) : Optional.empty();
    }

    private static boolean breaksLines(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
