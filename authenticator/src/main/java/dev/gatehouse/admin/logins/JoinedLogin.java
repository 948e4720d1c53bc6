package dev.gatehouse.admin.logins;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of one login: a code that was sent, rejected answers, and the end.
 *
 * @param last the latest event, which may be one that does not tell the decision: events that follow a required action or a consent page do not
 * @param assessed the events that tell the decision, the newest first; at least one
 */
record JoinedLogin(LoginEventView last, List<LoginEventView> assessed) {

    /** The longest time between an event of a login and its end. Keycloak's own limit is 30 minutes, and can be changed. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** The event that tells the decision best. */
    LoginEventView newest() {
        return assessed.get(0);
    }

    LoginState state() {
        if (last.isLogin()) {
            return LoginState.COMPLETED;
        }
        return last.isFinal() ? LoginState.REFUSED : LoginState.NOT_COMPLETED;
    }

    Optional<String> factor() {
        return last.factor().or(() -> assessed.stream()
                .flatMap(event -> event.factor().stream())
                .findFirst());
    }

    /** The error of the latest event; empty if it is none. */
    Optional<String> error() {
        return Optional.ofNullable(last.event().getError());
    }

    /**
     * Joins events of the same user, app and authentication session; each completed login is one of its own.
     *
     * @param events the newest first
     * @return suspicious logins, by their newest event that tells the decision, the newest first
     */
    static List<JoinedLogin> of(List<LoginEventView> events) {
        List<JoinedLogin> logins = new ArrayList<>();
        Map<LoginEventView.Key, JoinedLogin> open = new HashMap<>();
        for (LoginEventView event : events) {
            Optional<JoinedLogin> later = Optional.ofNullable(open.get(event.key()))
                    .filter(login -> login.last().time() - event.time() <= LONGEST.toMillis());
            if (event.isSuspicious()) {
                JoinedLogin login = later.filter(candidate -> !event.isLogin())
                        .orElseGet(() -> new JoinedLogin(event, new ArrayList<>()));
                if (login.assessed().isEmpty()) {
                    logins.add(login);
                }
                login.assessed().add(event);
                open.put(event.key(), login);
            } else if (event.isAssessed() && event.isLogin()) {
                // A later attempt passed without a challenge, which leaves the earlier one as it was.
                open.remove(event.key());
            } else if (event.isLogin() || (event.isError() && later.isEmpty())) {
                open.put(event.key(), new JoinedLogin(event, new ArrayList<>()));
            }
        }
        return logins;
    }
}
