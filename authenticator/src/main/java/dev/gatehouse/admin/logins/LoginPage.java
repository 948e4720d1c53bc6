package dev.gatehouse.admin.logins;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of logins.
 *
 * @param saving whether the realm saves what is needed; if not, logins are missing
 * @param logins the newest first. There may be fewer than asked for, even none, although there are further ones: a page reads a limited
 *     number of events
 * @param next where the next page begins, see {@link LoginQuery#until}; {@code null} if there is none
 */
public record LoginPage(
        EventSaving saving,
        List<SuspiciousLogin> logins,

        @JsonInclude(JsonInclude.Include.ALWAYS) @JsonSerialize(using = ToStringSerializer.class) @Nullable
        Instant next) {

    public LoginPage {
        logins = List.copyOf(logins);
    }
}
