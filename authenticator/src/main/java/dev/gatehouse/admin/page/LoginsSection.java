package dev.gatehouse.admin.page;

import dev.gatehouse.admin.logins.FeedbackLabel;
import dev.gatehouse.admin.logins.FeedbackResult;
import dev.gatehouse.admin.logins.LoginFeedback;
import dev.gatehouse.admin.logins.LoginPage;
import dev.gatehouse.admin.logins.LoginQuery;
import dev.gatehouse.admin.logins.SuspiciousLogin;
import dev.gatehouse.admin.logins.SuspiciousLogins;
import dev.gatehouse.keycloak.text.PageTime;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/** The recent suspicious logins, why each was one, and who it was. */
final class LoginsSection implements Section {

    static final String ID = "logins";

    private static final int MOST = 20;
    private static final String EVENT = "event";
    private static final String LABEL = "label";
    private static final String WITHDRAW = "withdraw";
    private static final String UNTIL = "until";
    private static final String USER = "user";

    /** The words for what was decided about a login that is over. */
    private static final Map<String, String> VERDICTS =
            Map.of("ask", "outcome_asked", "would_ask", "outcome_would_be_asked");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isVisibleTo(PageAdmin admin) {
        return admin.canViewEvents();
    }

    @Override
    public PageAnswer show(PageRequest request) {
        PageAdmin admin = request.admin();
        Optional<String> user = request.queried(USER);
        LoginPage page = new SuspiciousLogins(
                        admin.session(),
                        admin.realm(),
                        admin.auth().users()::canView,
                        request.texts().locale())
                .read(new LoginQuery(user, Optional.empty(), time(request.queried(UNTIL)), MOST));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("savesEvents", page.saving().on());
        values.put("missing", page.saving().missing());
        values.put(
                "logins",
                page.logins().stream().map(login -> view(request, login)).toList());
        values.put("next", page.next() == null ? "" : next(request, user, page.next()));
        values.put("action", request.urls().at(ID).toString());
        values.put(
                "ofUser",
                user.flatMap(id -> OverviewSection.visible(admin, id))
                        .map(UserModel::getUsername)
                        .orElse(""));
        return new PageAnswer.View(ID, values);
    }

    private static Optional<Instant> time(Optional<String> text) {
        try {
            return text.map(Instant::parse).map(Instant::toEpochMilli).map(Instant::ofEpochMilli);
        } catch (DateTimeException | ArithmeticException invalid) {
            return Optional.empty();
        }
    }

    private static String next(PageRequest request, Optional<String> user, Instant until) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(UNTIL, until.toString());
        user.ifPresent(id -> query.put(USER, id));
        return request.urls().at(ID, query).toString();
    }

    private static Map<String, Object> view(PageRequest request, SuspiciousLogin login) {
        PageTexts texts = request.texts();
        PageAdmin admin = request.admin();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(EVENT, login.eventId());
        values.put("userId", login.userId());
        values.put("at", PageTime.dateTime(texts.times(admin), login.time()));
        values.put("username", Objects.requireNonNullElse(login.username(), ""));
        values.put(
                "userUrl",
                login.username() == null
                        ? ""
                        : request.urls().user(login.userId()).toString());
        values.put("app", Objects.requireNonNullElse(login.app(), ""));
        values.put("address", Objects.requireNonNullElse(login.ipAddress(), ""));
        values.put("country", country(texts, login.country()));
        values.put("verdict", texts.page(VERDICTS.getOrDefault(login.verdict(), "verdict_" + login.verdict())));
        values.put("state", texts.page("loginState_" + login.state().code()));
        values.put("score", login.score() == null ? "" : texts.number(login.score()));
        values.put("threshold", login.threshold() == null ? "" : texts.number(login.threshold()));
        values.put(
                "reasons",
                login.reasons().stream()
                        .map(reason -> Map.of(
                                "text",
                                reason.text(),
                                "nats",
                                reason.nats() == null ? "" : texts.number(reason.nats())))
                        .toList());
        values.put(
                LABEL, login.feedback() == null ? "" : login.feedback().label().code());
        values.put("mayLabel", mayLabel(admin, login.userId()));
        return values;
    }

    private static String country(PageTexts texts, @Nullable String code) {
        if (code == null) {
            return "";
        }
        String key = "country_" + code;
        if (texts.hasPage(key)) {
            return texts.page(key);
        }
        return code.length() == 2
                ? new Locale.Builder().setRegion(code).build().getDisplayCountry(texts.locale())
                : code;
    }

    private static boolean mayLabel(PageAdmin admin, String userId) {
        UserModel user = admin.session().users().getUserById(admin.realm(), userId);
        return user == null ? admin.canManageRealm() : admin.auth().users().canManage(user);
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        PageAdmin admin = request.admin();
        String event = request.submitted(EVENT).orElseThrow(NotFoundException::new);
        String label = request.submitted(LABEL).orElse("");
        LoginFeedback feedback = new LoginFeedback(admin.session(), admin.realm(), admin.auth(), admin.adminEvent());
        Optional<FeedbackLabel> given = FeedbackLabel.ofCode(label);
        FeedbackResult result;
        if (given.isPresent()) {
            result = feedback.give(event, given.get());
        } else if (WITHDRAW.equals(label)) {
            result = feedback.withdraw(event);
        } else {
            throw new NotFoundException();
        }
        return switch (result) {
            case DONE ->
                done(
                        request,
                        given.filter(said -> said == FeedbackLabel.STRANGER).flatMap(said -> feedback.userOf(event)));
            case UNKNOWN_LOGIN -> throw new NotFoundException();
            case NOT_PERMITTED -> throw new ForbiddenException();
        };
    }

    /** Whoever says that it was a stranger is led to the account, where it can be locked down. */
    private static PageAnswer done(PageRequest request, Optional<String> endangered) {
        return new PageAnswer.Redirect(endangered
                .map(id -> request.urls().at(PageUrls.userPath(id), Map.of(PageUrls.DONE, "stranger")))
                .orElseGet(() -> request.urls().at(ID, Map.of(PageUrls.DONE, "feedback"))));
    }
}
