package dev.gatehouse.admin.page;

import dev.gatehouse.admin.doctor.FindingView;
import dev.gatehouse.keycloak.account.AccountId;
import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.mfa.report.Report;
import dev.gatehouse.mfa.report.ReportService;
import dev.gatehouse.risk.population.CompletedLogin.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.keycloak.models.UserModel;

/** What matters most, on one page: findings, whom the mode reaches, what a target rate would mean, who is challenged most, and the plots. */
final class OverviewSection implements Section {

    private static final double[] RATES = {0.5, 1, 2, 3, 5, 7.5, 10, 15, 20};
    private static final double STEP = 0.5;
    private static final double MOST_RATE = 20;
    private static final int MOST_USERS = 10;

    @Override
    public String id() {
        return "";
    }

    @Override
    public boolean isVisibleTo(PageAdmin admin) {
        return admin.canViewRealm() || admin.canViewEvents();
    }

    @Override
    public boolean isCompressible() {
        return true;
    }

    @Override
    public PageAnswer show(PageRequest request) {
        PageAdmin admin = request.admin();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("viewsRealm", admin.canViewRealm());
        values.put("viewsEvents", admin.canViewEvents());
        values.put("searchesUsers", admin.canSearchUsers());
        if (admin.canViewRealm()) {
            values.putAll(state(request));
        }
        if (admin.canViewEvents()) {
            values.putAll(numbers(request));
        }
        return new PageAnswer.View("overview", values);
    }

    private static Map<String, Object> state(PageRequest request) {
        Map<String, Long> findings = FindingsSection.findings(request).stream()
                .collect(Collectors.groupingBy(FindingView::severity, TreeMap::new, Collectors.counting()));
        return Map.of(
                "findings",
                findings,
                "findingsUrl",
                request.urls().at(FindingsSection.ID).toString(),
                "enforcementUrl",
                request.urls().at(EnforcementSection.ID).toString());
    }

    private static Map<String, Object> numbers(PageRequest request) {
        Period period = Period.of(request);
        PageTexts texts = request.texts();
        double rate = rate(request).orElse(period.settings().targetRate());
        TargetRates rates = period.targetRates();
        TargetRates.Effect effect = rates.effect(rate);
        Map<Outcome, Long> total = period.total();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("logins", texts.number((double) Period.all(total)));
        values.put("suspicious", texts.number((double) Period.suspicious(total)));
        values.put(
                "share",
                texts.number(Period.all(total) == 0 ? 0 : 100.0 * Period.suspicious(total) / Period.all(total)));
        values.put("modeInForce", period.settings().mode().configName());
        values.put("scope", period.settings().scope(KeycloakClock.now()).code());
        values.put("length", period.length());
        values.put("rate", Double.toString(rate));
        values.put("effect", view(texts, effect));
        values.put(
                "effects",
                DoubleStream.of(RATES)
                        .mapToObj(rates::effect)
                        .map(each -> view(texts, each))
                        .toList());
        UsersAbove.of(request.admin(), effect.threshold())
                .filter(hit -> hit.logins() > 0)
                .ifPresent(hit -> values.put("hit", view(request, hit)));
        values.put("steps", PlainJson.write(steps(rates, texts)));
        values.put("users", users(request));
        PeriodPlots plots = new PeriodPlots(period, texts);
        values.put("plot", PlotsSection.view(request, period, plots.logins()));
        values.put("plotsUrl", request.urls().at(PlotsSection.ID).toString());
        values.put("csv", request.urls().at(ExportSection.ID + "/logins.csv").toString());
        values.put("json", request.urls().at(ExportSection.ID + "/logins.json").toString());
        values.put(
                "usersCsv", request.urls().at(ExportSection.ID + "/users.csv").toString());
        values.put("action", request.urls().at("").toString());
        return values;
    }

    private static Map<String, Object> view(PageRequest request, UsersAbove hit) {
        return Map.of(
                "logins",
                request.texts().number(hit.logins()),
                "count",
                request.texts().number(hit.userIds().size()),
                "users",
                hit.userIds().stream()
                        .flatMap(id -> visible(request.admin(), id).stream())
                        .limit(MOST_USERS)
                        .map(user -> Map.of(
                                "username",
                                user.getUsername(),
                                "url",
                                request.urls().user(user.getId()).toString()))
                        .toList());
    }

    /** What the slider says at each of its steps, for the script. */
    private static List<List<String>> steps(TargetRates rates, PageTexts texts) {
        return DoubleStream.iterate(STEP, rate -> rate <= MOST_RATE, rate -> rate + STEP)
                .mapToObj(rates::effect)
                .map(effect -> List.of(
                        Double.toString(effect.rate()),
                        texts.number(effect.rate()),
                        texts.number(effect.perDay()),
                        texts.number(effect.share()),
                        texts.number(effect.byRulePerDay())))
                .toList();
    }

    private static Map<String, Object> view(PageTexts texts, TargetRates.Effect effect) {
        return Map.of(
                "rate", Double.toString(effect.rate()),
                "rateText", texts.number(effect.rate()),
                "perDay", texts.number(effect.perDay()),
                "byRule", texts.number(effect.byRulePerDay()),
                "share", texts.number(effect.share()),
                "threshold", texts.number(effect.threshold()));
    }

    /** The rate that the slider is set to. Anything else than a number that the setting allows counts as none. */
    private static Optional<Double> rate(PageRequest request) {
        try {
            return request.queried("rate")
                    .map(text -> Double.parseDouble(text.replace(',', '.')))
                    .filter(rate -> rate >= 0.1 && rate <= 50);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static List<Map<String, Object>> users(PageRequest request) {
        PageAdmin admin = request.admin();
        return new ReportService(admin.session(), admin.realm())
                .challenged(0, MOST_USERS, id -> visible(admin, id)).stream()
                        .filter(user -> user.username() != null)
                        .map(user -> view(request, user))
                        .toList();
    }

    private static Map<String, Object> view(PageRequest request, Report.ChallengedUser user) {
        return Map.of(
                "username",
                String.valueOf(user.username()),
                "times",
                user.times(),
                "url",
                request.urls().user(user.id()).toString(),
                "mostly",
                user.mostly() == null ? "" : request.texts().page("mostly_" + user.mostly()));
    }

    /** The user with an id, if the administrator may see it. */
    static Optional<UserModel> visible(PageAdmin admin, String id) {
        return AccountId.find(admin.session(), admin.realm(), id)
                .filter(admin.auth().users()::canView);
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        return show(request);
    }
}
