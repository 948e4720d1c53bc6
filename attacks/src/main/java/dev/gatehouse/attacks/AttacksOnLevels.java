package dev.gatehouse.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.SamlApp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tokens that claim a higher level than was proven, and the errors of a direct grant. */
final class AttacksOnLevels {

    private static final String SESSION = "Session or proof from before";
    private static final String ROW_COOKIE = "Cookie of another app, remember-me, `prompt=none`, `max_age`";
    private static final String ROW_LEVEL = "Level of authentication, `amr`";
    private static final String ROW_DIRECT = "Direct grant";
    private static final String OTHER_CODE = "Code of another login";
    private static final String ESSENTIAL =
            "claims=" + Admin.encode("{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"2\"]}}}");
    private static final String LEVEL = "acr_values=2";
    private static final String MFA = "gatehouse-adaptive-mfa";
    private static final Pattern CONTEXT = Pattern.compile("AuthnContextClassRef>([^<]+)<");

    private AttacksOnLevels() {}

    static Stream<Attack> all() {
        return Stream.of(
                Attack.of(
                        "level-on-known-device",
                        "3.4",
                        Observation.PROMPTED + ", then acr 2",
                        AttacksOnLevels::knownDevice,
                        SESSION,
                        ROW_LEVEL),
                Attack.of(
                        "level-by-cookie",
                        "CVE-2026-97176",
                        Observation.PROMPTED,
                        AttacksOnLevels::byCookie,
                        SESSION,
                        ROW_COOKIE,
                        ROW_LEVEL),
                Attack.of(
                        "level-silently", "3.4", "an error", AttacksOnLevels::silently, SESSION, ROW_COOKIE, ROW_LEVEL),
                Attack.of(
                        "level-of-sub-flow", "3.4", Observation.PROMPTED, AttacksOnLevels::subFlow, SESSION, ROW_LEVEL),
                Attack.of("level-kept", "5", "acr 2", AttacksOnLevels::kept, SESSION, ROW_LEVEL),
                Attack.of(
                        "level-while-observing",
                        "3.4",
                        "no level claimed",
                        AttacksOnLevels::observing,
                        SESSION,
                        ROW_LEVEL),
                Attack.of("amr-of-keycloak", "3.4", "amr without mfa", AttacksOnLevels::amr, SESSION, ROW_LEVEL),
                Attack.of(
                        "saml-context",
                        "5",
                        "reported after a code, not reported without one",
                        AttacksOnLevels::samlContext,
                        SESSION,
                        ROW_LEVEL),
                Attack.of("mfa-required-status", "5", "400 mfa_required", AttacksOnLevels::status, ROW_DIRECT),
                Attack.of("direct-grant-repeated", "5", Observation.TOKEN, AttacksOnLevels::repeated, ROW_DIRECT),
                Attack.of(
                        "mfa-token-invented",
                        "3.5",
                        Observation.NO_TOKEN,
                        AttacksOnLevels::invented,
                        ROW_DIRECT,
                        OTHER_CODE));
    }

    private static String acr(Page page) {
        return page.isBackInTheApp() && page.url().contains("code=")
                ? "acr " + page.tokens().get("acr").asText()
                : Observation.of(page);
    }

    private static String knownDevice(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String demand : List.of(LEVEL, ESSENTIAL)) {
            Admin.User user = site.agent();
            HttpBrowser browser = site.onKnownDevice(user);
            Page challenged = browser.signOut().open("workspace", demand).enterPassword(user.email(), Admin.PASSWORD);
            seen.put(
                    demand.startsWith("acr") ? "acr_values" : "essential",
                    Observation.of(challenged)
                            + (challenged.asksForCode() ? ", then " + acr(site.prove(challenged, user)) : ""));
        }
        return Observation.each(seen);
    }

    private static String byCookie(Site site) {
        Page page = site.onKnownDevice(site.agent()).open("workspace", ESSENTIAL);
        return page.isBackInTheApp() ? acr(page) : Observation.of(page);
    }

    private static String silently(Site site) {
        Page page = site.onKnownDevice(site.agent()).open("workspace", ESSENTIAL, "prompt=none");
        return page.isBackInTheApp() && page.url().contains("error=") ? "an error" : acr(page);
    }

    /** As Keycloak documents it: a sub-flow for each level, with its condition. */
    private static String subFlow(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.onKnownDevice(user).signOut();
        String alias = "levels " + UUID.randomUUID();
        site.admin()
                .send(
                        "POST",
                        "/authentication/flows",
                        Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
        level(site, alias, 1, "auth-username-password-form");
        level(site, alias, 2, MFA);
        site.admin().overrideBrowserFlow("workspace", alias);
        try {
            Page end = browser.open("workspace", ESSENTIAL).enterPassword(user.email(), Admin.PASSWORD);
            return end.isBackInTheApp() ? acr(end) : Observation.of(end);
        } finally {
            site.admin().overrideBrowserFlow("workspace", null);
        }
    }

    private static void level(Site site, String flow, int level, String provider) {
        String name = flow + " " + level;
        site.admin()
                .send(
                        "POST",
                        "/authentication/flows/" + Admin.encode(flow) + "/executions/flow",
                        Map.of("alias", name, "type", "basic-flow", "provider", "", "description", ""));
        require(site, flow, name, "CONDITIONAL");
        String steps = "/authentication/flows/" + Admin.encode(name) + "/executions/execution";
        site.admin().send("POST", steps, Map.of("provider", "conditional-level-of-authentication"));
        site.admin().send("POST", steps, Map.of("provider", provider));
        for (JsonNode step : site.admin().get("/authentication/flows/" + Admin.encode(name) + "/executions")) {
            require(site, name, step.get("displayName").asText(), "REQUIRED");
            String id = step.get("id").asText();
            if (step.get("providerId").asText().startsWith("conditional")) {
                configure(site, id, Map.of("loa-condition-level", Integer.toString(level), "loa-max-age", "36000"));
            } else if (step.get("providerId").asText().equals(MFA)) {
                configure(site, id, Map.of("mode", "enforce", "targetRate", "5"));
            }
        }
    }

    private static void configure(Site site, String execution, Map<String, String> settings) {
        site.admin()
                .send(
                        "POST",
                        "/authentication/executions/" + execution + "/config",
                        Map.of("alias", "c" + UUID.randomUUID(), "config", settings));
    }

    private static void require(Site site, String flow, String name, String requirement) {
        String path = "/authentication/flows/" + Admin.encode(flow) + "/executions";
        for (JsonNode step : site.admin().get(path)) {
            if (step.get("displayName").asText().equals(name)) {
                Map<String, Object> changed = Admin.asMap(step);
                changed.put("requirement", requirement);
                site.admin().send("PUT", path, changed);
            }
        }
    }

    private static String kept(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.browser();
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put(
                "after the code",
                "acr " + browser.loginCompletely("workspace", user).get("acr").asText());
        seen.put("the next app", acr(browser.open("workspace")));
        return Observation.each(seen);
    }

    private static String observing(Site site) {
        try (Admin.Restore observing = site.admin().mfa(Map.of("mode", "observe"))) {
            Admin.User user = site.agent();
            Page page = site.browser().open("workspace", LEVEL).enterPassword(user.email(), Admin.PASSWORD);
            String acr = acr(page);
            return acr.equals("acr 2") ? acr : "no level claimed";
        }
    }

    private static String amr(Site site) {
        Map<String, Object> mapper = Map.of(
                "name",
                "amr",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-amr-mapper",
                "config",
                Map.of("id.token.claim", "true", "access.token.claim", "true"));
        try (Admin.Restore referring = site.flows()
                        .config(
                                "gatehouse browser",
                                "gatehouse-adaptive-mfa",
                                Map.of("default.reference.value", "mfa", "default.reference.maxAge", "36000"));
                Admin.Restore app = Clients.added(
                        site.admin(),
                        "amr-app",
                        Map.of(
                                "publicClient",
                                true,
                                "standardFlowEnabled",
                                true,
                                "redirectUris",
                                List.of(HttpBrowser.CALLBACK),
                                "protocolMappers",
                                List.of(mapper)))) {
            Admin.User user = site.agent();
            JsonNode token =
                    site.onKnownDevice(user).signOut().login("amr-app", user).tokens();
            return token.path("amr").toString().contains("mfa") ? "amr with mfa" : "amr without mfa";
        }
    }

    private static String samlContext(Site site) {
        SamlApp app = new SamlApp(site.server());
        try (Admin.Restore client = app.registered(SamlApp.Binding.POST)) {
            Admin.User user = site.agent();
            HttpBrowser browser = site.browser();
            Page challenged = app.open(browser).enterPassword(user.email(), Admin.PASSWORD);
            String proven = context(site.prove(challenged, user));
            String unchallenged = context(app.open(browser.signOut()).enterPassword(user.email(), Admin.PASSWORD));
            boolean isReported = !proven.isEmpty()
                    && !proven.endsWith(":unspecified")
                    && !unchallenged.isEmpty()
                    && !unchallenged.equals(proven);
            return isReported
                    ? "reported after a code, not reported without one"
                    : "after a code " + proven + ", without " + unchallenged;
        }
    }

    private static String context(Page page) {
        Matcher found = CONTEXT.matcher(SamlApp.response(page));
        return found.find() ? found.group(1).replaceFirst(".*:", ":") : "";
    }

    private static String status(Site site) {
        return AttacksOfStrangers.statusAndError(site.phone().call(site.agent(), Map.of()));
    }

    /** As a library retries a request. */
    private static String repeated(Site site) {
        Admin.User user = site.agent();
        site.phone().call(user, Map.of());
        JsonNode again = site.phone().call(user, Map.of());
        return Observation.token(site.phone()
                .call(user, Map.of("mfa_token", again.path("mfa_token").asText(), "code", site.code(user)))
                .has("access_token"));
    }

    private static String invented(Site site) {
        Admin.User user = site.agent();
        String own = "A".repeat(32);
        site.phone().call(user, Map.of("mfa_token", own));
        if (site.recoveries().mails(user).isEmpty()) {
            site.phone().call(user, Map.of());
        }
        return Observation.token(site.phone()
                .call(user, Map.of("mfa_token", own, "code", site.code(user)))
                .has("access_token"));
    }
}
