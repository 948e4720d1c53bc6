package dev.gatehouse.admin.logins;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an administrator says about a login. */
public enum FeedbackLabel {
    /** It was the owner of the account. */
    OWNER("it_was_them"),
    /** It was somebody else. */
    STRANGER("it_was_not");

    private final String code;

    FeedbackLabel(String code) {
        this.code = code;
    }

    /** The stable name in requests, exports and the table. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The label with this code; empty if there is none. */
    public static Optional<FeedbackLabel> ofCode(@Nullable String code) {
        return Arrays.stream(values()).filter(label -> label.code.equals(code)).findFirst();
    }
}
