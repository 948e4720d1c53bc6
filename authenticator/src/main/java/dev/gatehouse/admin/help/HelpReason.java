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

    /**
     * Reads the reason of a request.
     *
     * @param parameter the query parameter; {@code null} if there is none
     * @param body a JSON object with the reason, which counts before the parameter; {@code null} or blank if there is none
     * @throws HelpRefused if there is no usable reason
     */
    static HelpReason read(@Nullable String parameter, @Nullable String body) {
        String typed = (body == null || body.isBlank() ? Optional.<String>empty() : ofBody(body))
                .orElse(parameter == null ? "" : parameter)
                .strip();
        if (typed.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new HelpRefused(HelpRefused.Why.REASON_MISSING);
        }
        if (typed.codePointCount(0, typed.length()) > MAX_LENGTH) {
            throw new HelpRefused(HelpRefused.Why.REASON_TOO_LONG);
        }
        if (typed.codePoints().anyMatch(HelpReason::breaksLines)) {
            throw new HelpRefused(HelpRefused.Why.REASON_INVALID);
        }
        return new HelpReason(typed);
    }

    private static Optional<String> ofBody(String body) {
        JsonNode json = PlainJson.read(body, JsonNode.class)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new HelpRefused(HelpRefused.Why.INVALID_BODY));
        JsonNode reason = json.path(FIELD);
        if (!reason.isMissingNode() && !reason.isNull() && !reason.isTextual()) {
            throw new HelpRefused(HelpRefused.Why.INVALID_BODY);
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
