package dev.gatehouse.admin.logins;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Reads from the saved events of a realm which logins were challenged, would have been challenged, or were refused. What a page costs does not
 * depend on how many events there are.
 */
public final class SuspiciousLogins {

    /** Of how many users a page looks up what became of their logins; each costs a query. */
    private static final int MOST_USERS = 100;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Predicate<UserModel> isVisible;
    private final Locale language;
    private final StoredEvents events;

    /**
     * Reads for a caller, who must be allowed to view the events of the realm.
     *
     * @param isVisible whether the caller may see a user, and so the name
     * @param language the language of the reasons
     */
    public SuspiciousLogins(
            KeycloakSession session, RealmModel realm, Predicate<UserModel> isVisible, Locale language) {
        this.session = session;
        this.realm = realm;
        this.isVisible = isVisible;
        this.language = language;
        this.events = new StoredEvents(session, realm);
    }

    /** Reads a page. */
    public LoginPage read(LoginQuery query) {
        OptionalLong until = millis(query.until());
        StoredEvents.Window window = events.window(query.userId(), millis(query.from()), until);
        List<JoinedLogin> all = joined(window.events(), until);
        List<JoinedLogin> page = first(all, query.max());
        OptionalLong next = page.size() < all.size()
                ? OptionalLong.of(all.get(page.size()).newest().time())
                : window.next();
        return new LoginPage(
                events.saving(), rows(page), next.isPresent() ? Instant.ofEpochMilli(next.getAsLong()) : null);
    }

    /** Those of one millisecond stay together, because the next page begins with a time. */
    private static List<JoinedLogin> first(List<JoinedLogin> logins, int max) {
        int end = Math.min(max, logins.size());
        while (end > 0
                && end < logins.size()
                && logins.get(end).newest().time()
                        == logins.get(end - 1).newest().time()) {
            end++;
        }
        return logins.subList(0, end);
    }

    private static List<LoginEventView> views(Collection<Event> found) {
        return found.stream().map(LoginEventView::new).toList();
    }

    /** Joins events, and finds out what has become, after the end of the window, of the logins that are open within it. */
    private List<JoinedLogin> joined(List<Event> window, OptionalLong until) {
        List<JoinedLogin> logins = JoinedLogin.of(views(window));
        if (until.isEmpty()) {
            return logins;
        }
        long end = until.getAsLong();
        List<Event> withLater = new ArrayList<>(later(logins, end));
        if (withLater.isEmpty()) {
            return logins;
        }
        withLater.addAll(window);
        return JoinedLogin.of(views(withLater)).stream()
                .filter(login -> login.newest().time() <= end)
                .toList();
    }

    /** The next events, after the end of the window, of the users whose logins may have gone on after it; the newest first. */
    private List<Event> later(List<JoinedLogin> logins, long end) {
        return logins.stream()
                .filter(login -> login.state() != LoginState.COMPLETED)
                .filter(login -> end - login.last().time() <= JoinedLogin.LONGEST.toMillis())
                .map(login -> login.newest().userId())
                .distinct()
                .limit(MOST_USERS)
                .flatMap(user -> events.later(user, end, JoinedLogin.LONGEST).stream())
                .sorted((one, other) -> Long.compare(other.getTime(), one.getTime()))
                .toList();
    }

    private List<SuspiciousLogin> rows(List<JoinedLogin> logins) {
        Map<String, Feedback> feedback = feedback(logins);
        ReasonTexts texts = ReasonTexts.of(session, realm, language);
        Map<String, Optional<String>> names = new HashMap<>();
        return logins.stream()
                .map(login -> row(
                        login,
                        login.assessed().stream()
                                .map(event -> feedback.get(event.id()))
                                .filter(given -> given != null)
                                .findFirst()
                                .orElse(null),
                        texts,
                        names.computeIfAbsent(login.newest().userId(), this::name)
                                .orElse(null)))
                .toList();
    }

    private Map<String, Feedback> feedback(List<JoinedLogin> logins) {
        return new FeedbackStore(session, realm)
                .find(logins.stream()
                        .flatMap(login -> login.assessed().stream())
                        .map(LoginEventView::id)
                        .collect(Collectors.toSet()));
    }

    private static SuspiciousLogin row(
            JoinedLogin login, @Nullable Feedback feedback, ReasonTexts texts, @Nullable String username) {
        LoginEventView newest = login.newest();
        return new SuspiciousLogin(
                feedback == null ? newest.id() : feedback.eventId(),
                newest.instant(),
                newest.userId(),
                username,
                newest.event().getClientId(),
                newest.event().getIpAddress(),
                newest.detail(GatehouseEvents.COUNTRY),
                login.state(),
                newest.verdict(),
                number(newest.text(GatehouseEvents.SCORE)),
                number(newest.text(GatehouseEvents.THRESHOLD)),
                texts.of(newest.detail(GatehouseEvents.REASONS)),
                login.factor().orElse(null),
                login.error().orElse(null),
                feedback);
    }

    private Optional<String> name(String userId) {
        return Optional.ofNullable(session.users().getUserById(realm, userId))
                .filter(isVisible)
                .map(UserModel::getUsername);
    }

    private static @Nullable Double number(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static OptionalLong millis(Optional<Instant> time) {
        return time.map(instant -> OptionalLong.of(instant.toEpochMilli())).orElseGet(OptionalLong::empty);
    }
}
