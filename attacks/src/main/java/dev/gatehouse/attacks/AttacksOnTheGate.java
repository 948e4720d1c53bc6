package dev.gatehouse.attacks;

import static dev.gatehouse.attacks.Site.ACCESS;
import static dev.gatehouse.attacks.Site.GATE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.EcpProgram;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.LoginTab;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.SamlApp;
import dev.gatehouse.testsupport.browser.TokenEndpoint.Answer;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Bypasses of the MFA step and of the access to apps. */
final class AttacksOnTheGate {

    private static final String KC_ACTION = "Required action named in `kc_action`";
    private static final String NO_STEP = "Flow without the MFA step";
    private static final String ENDPOINT = "Endpoint that skips required actions (CVE-2026-133221)";
    private static final String ENROLMENT = "Enrollment before the challenge";
    private static final String MAILED_LINK = "Login that poses as an emailed link's";
    private static final String OLD_SESSION = "Session or proof from before";
    private static final String SWAP = "Post login flow finished as another user";
    private static final String DASHBOARD = "App access with a foreign cookie or old token";

    private static final String ROW_SWAP = "Tab reuse, user swap after a post login flow";
    private static final String ROW_CONDITION = "Condition that flips, refresh";
    private static final String ROW_EXECUTION = "`execution=`, code replay";
    private static final String ROW_OTHER = "`tryAnotherWay`, `authenticationExecution`";
    private static final String ROW_TOP = "Top-level alternative (cookie, SPNEGO, X.509, provider redirect)";
    private static final String ROW_COOKIE = "Cookie of another app, remember-me, `prompt=none`, `max_age`";
    private static final String ROW_PROVIDER = "Provider without a post login flow, account linking";
    private static final String ROW_DIRECT = "Direct grant";
    private static final String ROW_OVERRIDE = "Flow override of an app";
    private static final String ROW_RESET = "Password reset, registration";
    private static final String ROW_ACTION = "Required actions, `kc_action`";
    private static final String ROW_LINK = "Emailed action tokens";
    private static final String ROW_IMPERSONATION = "Impersonation";
    private static final String ROW_PROGRAMS =
            "Token exchange V1, JWT authorization grant, CIBA, UMA, service accounts";
    private static final String ROW_EXCHANGE = "Standard token exchange, refresh and offline tokens";
    private static final String ROW_DEVICE = "Device authorization";
    private static final String ROW_ECP = "SAML ECP, Docker";
    private static final String ROW_REDIRECT = "Redirect from an access decision";

    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String CIBA = "urn:openid:params:grant-type:ciba";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String PASSWORD_FORM = "auth-username-password-form";
    private static final String MFA = "gatehouse-adaptive-mfa";
    private static final String APP = "oidc-app";
    private static final int LAST = 5000;

    private AttacksOnTheGate() {}

    static Stream<Attack> all() {
        return Stream.of(
                Attack.of(
                        "kc-action-gate",
                        "1.1",
                        Observation.PROMPTED,
                        site -> kcAction(site, "workspace", GATE),
                        KC_ACTION,
                        ROW_ACTION),
                Attack.of(
                        "kc-action-access",
                        "1.1",
                        Observation.FOR_OTHERS,
                        AttacksOnTheGate::kcActionAccess,
                        KC_ACTION,
                        ROW_ACTION),
                Attack.of(
                        "kc-action-device",
                        "1.1",
                        Observation.PROMPTED,
                        AttacksOnTheGate::kcActionDevice,
                        KC_ACTION,
                        ROW_DEVICE),
                Attack.of(
                        "code-from-observe",
                        "1.1",
                        Observation.NO_TOKEN,
                        AttacksOnTheGate::codeFromObserve,
                        OLD_SESSION),
                Attack.of("consent-oidc", "1.2", Observation.PROMPTED, AttacksOnTheGate::consentOidc, ENDPOINT),
                Attack.of("consent-saml", "1.2", Observation.PROMPTED, AttacksOnTheGate::consentSaml, ENDPOINT),
                Attack.of("consent-role", "1.2", Observation.FOR_OTHERS, AttacksOnTheGate::consentRole, ENDPOINT),
                Attack.of("login-endpoints", "1.2", Observation.NOT_IN, AttacksOnTheGate::endpoints, ENDPOINT),
                Attack.of(
                        "login-from-reset",
                        "1.3",
                        Observation.PROMPTED,
                        AttacksOnTheGate::loginFromReset,
                        MAILED_LINK,
                        ROW_RESET),
                Attack.of("gate-last", "1.4", Observation.PROMPTED, AttacksOnTheGate::gateLast, ENROLMENT, ROW_ACTION),
                Attack.of(
                        "link-before-gate",
                        "1.4",
                        Observation.PROMPTED + ", not linked",
                        AttacksOnTheGate::linkBeforeGate,
                        ENROLMENT,
                        ROW_PROVIDER),
                Attack.of("app-flow", "model", Observation.PROMPTED, AttacksOnTheGate::appFlow, NO_STEP, ROW_OVERRIDE),
                Attack.of(
                        "impersonation",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheGate::impersonation,
                        NO_STEP,
                        ROW_IMPERSONATION),
                Attack.of(
                        "provider-without-flow",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheGate::bareProvider,
                        NO_STEP,
                        ROW_PROVIDER),
                Attack.of(
                        "late-provider",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheGate::lateProvider,
                        NO_STEP,
                        ROW_PROVIDER),
                Attack.of(
                        "link-by-password",
                        "model",
                        Observation.PROMPTED + ", not linked",
                        AttacksOnTheGate::linkByPassword,
                        ROW_PROVIDER),
                Attack.of(
                        "registration",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheGate::registration,
                        NO_STEP,
                        ROW_RESET),
                Attack.of(
                        "stock-reset",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheGate::stockReset,
                        NO_STEP,
                        ROW_RESET,
                        ROW_LINK),
                Attack.of(
                        "action-token",
                        "model",
                        "no session; then " + Observation.PROMPTED,
                        AttacksOnTheGate::actionToken,
                        ROW_LINK),
                Attack.of("post-login-swap", "model", Observation.PROMPTED, AttacksOnTheGate::swap, SWAP, ROW_SWAP),
                Attack.of(
                        "condition-flip",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheGate::conditionFlip,
                        ROW_CONDITION),
                Attack.of(
                        "other-execution",
                        "model",
                        Observation.NOT_IN,
                        AttacksOnTheGate::otherExecution,
                        ROW_EXECUTION),
                Attack.of("another-way", "model", Observation.PROMPTED, AttacksOnTheGate::anotherWay, ROW_OTHER),
                Attack.of("top-level-alternative", "model", Observation.PROMPTED, AttacksOnTheGate::topLevel, ROW_TOP),
                Attack.of(
                        "cookie-of-unasked",
                        "model",
                        Observation.PROMPTED + "; with prompt=none error interaction_required for the app",
                        AttacksOnTheGate::cookie,
                        NO_STEP,
                        ROW_COOKIE),
                Attack.of("other-action-post", "model", Observation.NOT_IN, AttacksOnTheGate::otherAction, ROW_ACTION),
                Attack.of(
                        "direct-grant-flow",
                        "model",
                        Observation.NO_TOKEN,
                        AttacksOnTheGate::directGrant,
                        NO_STEP,
                        ROW_DIRECT),
                Attack.of("grants-of-programs", "model", Observation.NO_TOKEN, AttacksOnTheGate::grants, ROW_PROGRAMS),
                Attack.of(
                        "exchange-of-unasked", "model", Observation.NO_TOKEN, AttacksOnTheGate::exchange, ROW_EXCHANGE),
                Attack.of(
                        "device-confirmed",
                        "model",
                        Observation.PROMPTED + ", the device waits",
                        AttacksOnTheGate::device,
                        ROW_DEVICE),
                Attack.of("saml-ecp", "model", "no assertion", AttacksOnTheGate::ecp, ROW_ECP),
                Attack.of(
                        "dashboard-by-cookie",
                        "model",
                        Observation.FOR_OTHERS,
                        AttacksOnTheGate::dashboard,
                        DASHBOARD,
                        ROW_COOKIE),
                Attack.of(
                        "role-lost",
                        "model",
                        Observation.NO_TOKEN,
                        AttacksOnTheGate::roleLost,
                        DASHBOARD,
                        ROW_EXCHANGE),
                Attack.of(
                        "access-redirect",
                        "model",
                        "redirected, no session, no failure",
                        AttacksOnTheGate::redirected,
                        ROW_REDIRECT));
    }

    private static Page refreshed(Page page) {
        return page.browser()
                .get(page.action(page.hasCodeField() ? "gatehouse-code-form" : "gatehouse-send-form")
                        .replaceFirst("session_code=[^&]*&", ""));
    }

    private static String kcAction(Site site, String app, String action) {
        try (Admin.Restore stock = site.flows().stock(app);
                Admin.Restore alone = site.admin().withoutClientPolicies()) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (String named : List.of(action, action + ":x", action + ":x:y")) {
                seen.put(
                        named,
                        Observation.of(site.browser()
                                .open(app, "kc_action=" + Admin.encode(named))
                                .enterPassword(site.agent().email(), Admin.PASSWORD)));
                seen.put(
                        named + " pushed",
                        Observation.of(pushed(site, app, named)
                                .enterPassword(site.agent().email(), Admin.PASSWORD)));
            }
            return Observation.each(seen);
        }
    }

    /** By a pushed authorization request (RFC 9126). */
    private static Page pushed(Site site, String app, String action) {
        Map<String, String> request = Map.of(
                "response_type",
                "code",
                "client_id",
                app,
                "scope",
                "openid",
                "redirect_uri",
                HttpBrowser.CALLBACK,
                "kc_action",
                action,
                "code_challenge_method",
                "S256",
                "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        String uri = site.tokens()
                .post("/protocol/openid-connect/ext/par/request", request)
                .body()
                .get("request_uri")
                .asText();
        return site.browser()
                .get(site.server().realmUrl() + "/protocol/openid-connect/auth?client_id=" + app + "&request_uri="
                        + Admin.encode(uri));
    }

    private static String kcActionAccess(Site site) {
        try (Admin.Restore open = site.admin().disabledAction(GATE)) {
            return kcAction(site, "dashboard", ACCESS);
        }
    }

    private static String kcActionDevice(Site site) {
        try (Admin.Restore client = television(site);
                Admin.Restore alone = site.admin().withoutClientPolicies()) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (String named : List.of(GATE, GATE + ":x")) {
                JsonNode code = site.tokens()
                        .post(
                                "/protocol/openid-connect/auth/device",
                                Clients.by("television", Map.of("scope", "openid", "kc_action", named)))
                        .body();
                Page page =
                        site.browser().get(code.get("verification_uri_complete").asText() + "&kc_action=" + named);
                seen.put(named, Observation.of(page.enterPassword(site.agent().email(), Admin.PASSWORD)));
            }
            return Observation.each(seen);
        }
    }

    private static Admin.Restore television(Site site) {
        Admin.Restore client = Clients.added(
                site.admin(),
                "television",
                Map.of(
                        "attributes",
                        Map.of(
                                "oauth2.device.authorization.grant.enabled",
                                "true",
                                "oauth2.device.polling.interval",
                                "1")));
        site.admin().overrideBrowserFlow("television", "browser");
        return client;
    }

    private static String codeFromObserve(Site site) {
        Admin.User member = Company.INITECH.newMember(site.server(), "supervisor");
        HttpBrowser browser = site.browser();
        String code;
        try (Admin.Restore observing = site.admin().mfa(Map.of("mode", "observe"));
                Admin.Restore bare = site.admin().withoutPostLoginFlow(Company.INITECH.provider())) {
            browser.loginAtCompany("workspace", member.email()).tokens();
            code = browser.open("dashboard").url();
        }
        return Observation.token(browser.exchangeCode(code));
    }

    private static Admin.Restore app(Site site) {
        Admin.Restore client = Clients.added(
                site.admin(),
                APP,
                Map.of(
                        "publicClient",
                        true,
                        "standardFlowEnabled",
                        true,
                        "redirectUris",
                        List.of(HttpBrowser.CALLBACK)));
        site.flows().stock(APP);
        return client;
    }

    private static LoginTab tab(Site site, Page page) {
        return LoginTab.of(site.server(), page);
    }

    private static String consentOidc(Site site) {
        try (Admin.Restore app = app(site);
                Admin.Restore alone = site.admin().withoutClientPolicies()) {
            Page waiting = site.browser().login(APP, site.agent());
            return Observation.of(tab(site, waiting).agree());
        }
    }

    private static String consentSaml(Site site) {
        SamlApp app = new SamlApp(site.server());
        Map<String, String> seen = new LinkedHashMap<>();
        for (SamlApp.Binding binding : List.of(SamlApp.Binding.POST, SamlApp.Binding.REDIRECT)) {
            try (Admin.Restore client = app.registered(binding)) {
                site.flows().stock(SamlApp.ENTITY);
                Page waiting = app.open(site.browser(), binding)
                        .enterPassword(site.agent().email(), Admin.PASSWORD);
                seen.put(binding.name(), Observation.of(tab(site, waiting).agree()));
            }
        }
        return Observation.each(seen);
    }

    private static String consentRole(Site site) {
        try (Admin.Restore app = app(site);
                Admin.Restore alone = site.admin().withoutClientPolicies();
                Admin.Restore open = site.admin().disabledAction(GATE);
                Admin.Restore marked = site.admin().action(ACCESS, Map.of("apps", "dashboard##" + APP))) {
            Page waiting = site.browser().login(APP, site.agent());
            return Observation.of(tab(site, waiting).agree());
        }
    }

    private static String endpoints(Site site) {
        try (Admin.Restore app = app(site);
                Admin.Restore alone = site.admin().withoutClientPolicies()) {
            Admin.User user = site.agent();
            Map<String, String> seen = new LinkedHashMap<>();
            for (String endpoint : List.of(
                    "authenticate",
                    "required-action",
                    "registration",
                    "reset-credentials",
                    "first-broker-login",
                    "post-broker-login",
                    "detached-info",
                    "action-token",
                    "restart")) {
                Page waiting = site.browser().login(APP, user);
                LoginTab tab = tab(site, waiting);
                Page posted = waiting.browser()
                        .post(
                                tab.endpoint(endpoint),
                                Map.of("accept", "Yes", "username", user.email(), "password", Admin.PASSWORD));
                Page opened = waiting.browser().get(tab.endpoint(endpoint));
                seen.put(
                        endpoint,
                        Stream.of(posted, opened)
                                .map(Observation::in)
                                .filter(Observation.IN::equals)
                                .findAny()
                                .orElse(Observation.NOT_IN));
            }
            seen.put("session", site.sessions(user) == 0 ? Observation.NOT_IN : "a session is left");
            return Observation.each(seen);
        }
    }

    private static String loginFromReset(Site site) {
        try (Admin.Restore reset = site.admin().realm(Map.of("resetCredentialsFlow", "reset credentials"));
                Admin.Restore stock = site.flows().stock("workspace")) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (String due : List.of("CONFIGURE_TOTP", "UPDATE_PASSWORD")) {
                Admin.User user = site.agent();
                site.admin().update(user, Map.of("requiredActions", List.of(due)));
                HttpBrowser browser = site.browser();
                Page forgotten =
                        browser.get(site.server().realmUrl() + "/login-actions/reset-credentials?client_id=workspace");
                Page login = browser.get(tab(site, forgotten).endpoint("authenticate"));
                seen.put(due, Observation.of(login.enterPassword(user.email(), Admin.PASSWORD)));
            }
            return Observation.each(seen);
        }
    }

    private static String gateLast(Site site) {
        try (Admin.Restore last = site.admin().priority(GATE, LAST);
                Admin.Restore stock = site.flows().stock("workspace")) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (String due : List.of(
                    "CONFIGURE_TOTP", "UPDATE_PASSWORD", "webauthn-register", "CONFIGURE_RECOVERY_AUTHN_CODES")) {
                Admin.User user = site.agent();
                site.admin().update(user, Map.of("requiredActions", List.of(due)));
                // The first login may move the gate to its position.
                site.admin().priority(GATE, LAST);
                seen.put(due, Observation.of(site.browser().login("workspace", user)));
            }
            return Observation.each(seen);
        }
    }

    private static String linkBeforeGate(Site site) {
        try (LateProvider late = new LateProvider(site.server(), Map.of());
                Admin.Restore last = site.admin().priority(GATE, LAST);
                Admin.Restore stock = site.flows().stock("workspace");
                Admin.Restore full = Clients.withFullScope(site.admin(), "workspace")) {
            Admin.User user = site.agent();
            Page page = site.browser()
                    .open("workspace", "kc_action=idp_link:" + late.alias())
                    .enterPassword(user.email(), Admin.PASSWORD);
            return Observation.of(page) + (site.changes().links(user).isEmpty() ? ", not linked" : ", linked");
        }
    }

    private static String appFlow(Site site) {
        try (Admin.Restore stock = site.flows().stock("workspace");
                Admin.Restore alone = site.admin().withoutClientPolicies()) {
            return Observation.of(site.browser().login("workspace", site.agent()));
        }
    }

    private static String impersonation(Site site) {
        HttpBrowser browser = site.browser();
        browser.impersonate(site.agent());
        return Observation.of(browser.open("workspace"));
    }

    private static String bareProvider(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Company company : Company.values()) {
            try (Admin.Restore bare = site.admin().withoutPostLoginFlow(company.provider())) {
                Admin.User supervisor = company.newMember(site.server(), "supervisor");
                seen.put(
                        company.name(), Observation.of(site.browser().loginAtCompany("workspace", supervisor.email())));
            }
        }
        return Observation.each(seen);
    }

    private static String lateProvider(Site site) {
        try (LateProvider late = new LateProvider(site.server(), Map.of())) {
            return Observation.of(late.login(
                    site.browser(), "dashboard", late.newMember("supervisor").email()));
        }
    }

    private static String linkByPassword(Site site) {
        String bare = site.flows().copyWithout("gatehouse first login", MFA);
        try (LateProvider late =
                new LateProvider(site.server(), Map.of("trustEmail", false, "firstBrokerLoginFlowAlias", bare))) {
            Admin.User victim = site.agent();
            late.stranger(victim.email());
            Page choice = late.login(site.browser(), "workspace", victim.email())
                    .press("submitAction", "linkAccount")
                    .press("tryAnotherWay");
            Page end = choice.press(
                            "authenticationExecution", site.flows().executionId(bare, "idp-username-password-form"))
                    .enterPassword(victim.email(), Admin.PASSWORD);
            return Observation.of(end) + (site.changes().links(victim).isEmpty() ? ", not linked" : ", linked");
        }
    }

    private static String registration(Site site) {
        try (Admin.Restore allowed = site.admin().realm(Map.of("registrationAllowed", true))) {
            HttpBrowser browser = site.browser();
            return Observation.of(browser.get(browser.open("workspace").link("registration"))
                    .submit(
                            "kc-register-form",
                            Map.of(
                                    "email",
                                    "r" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test",
                                    "firstName",
                                    "New",
                                    "lastName",
                                    "Person",
                                    "password",
                                    Admin.PASSWORD,
                                    "password-confirm",
                                    Admin.PASSWORD)));
        }
    }

    private static String stockReset(Site site) {
        try (Admin.Restore careless = site.admin().realm(Map.of("resetCredentialsFlow", "reset credentials"))) {
            Admin.User user = site.agent();
            HttpBrowser browser = site.browser();
            browser.get(browser.open("workspace").enterEmail(user.email()).link("reset-credentials"))
                    .submit("kc-reset-password-form", Map.of("username", user.email()));
            Page page = browser.get(Codes.link(site.server(), user));
            return Observation.of(page.has("kc-passwd-update-form") ? newPassword(page) : page);
        }
    }

    private static Page newPassword(Page form) {
        return form.submit(
                "kc-passwd-update-form",
                Map.of("password-new", Recoveries.NEW_PASSWORD, "password-confirm", Recoveries.NEW_PASSWORD));
    }

    private static String actionToken(Site site) {
        Admin.User user = site.agent();
        site.admin()
                .send(
                        "PUT",
                        "/users/" + user.id() + "/execute-actions-email?client_id=workspace&redirect_uri="
                                + Admin.encode(HttpBrowser.CALLBACK),
                        List.of("UPDATE_PASSWORD"));
        HttpBrowser browser = site.browser();
        newPassword(browser.get(Codes.link(site.server(), user)).press("open"));
        String sessions = site.sessions(user) == 0 ? "no session" : "a session";
        return sessions + "; then "
                + Observation.of(browser.open("workspace").enterPassword(user.email(), Recoveries.NEW_PASSWORD));
    }

    /** The attacker completes the flow with an own code, and signs in as the victim before it continues. */
    private static String swap(Site site) {
        String provider = Company.INITECH.provider();
        Admin.User victim = Company.INITECH.newMember(site.server(), "supervisor");
        Admin.User own = Company.INITECH.newMember(site.server(), "supervisor");
        HttpBrowser browser = site.browser();
        Page challenged = browser.loginAtCompany("workspace", own.email());
        Page sent = challenged.hasCodeField() ? challenged : challenged.send();
        browser.stoppingBefore("/after-post-broker-login");
        String tab = sent.enterCode(site.code(own)).url();
        Page page = browser.goingOn()
                .signOutElsewhere()
                .get(site.server().realmUrl() + "/broker/" + provider + "/login" + tab.substring(tab.indexOf('?')));
        return Observation.of(page.enterPassword(victim.email(), Admin.PASSWORD));
    }

    private static String conditionFlip(Site site) {
        Page challenged = site.browser().login("workspace", site.agent());
        Map<String, String> seen = new LinkedHashMap<>();
        for (String mode : List.of("observe", "off")) {
            try (Admin.Restore relaxed = site.admin().mfa(Map.of("mode", mode))) {
                challenged = refreshed(challenged);
                seen.put(mode, Observation.of(challenged));
                challenged = refreshed(challenged).enterCode("");
                seen.put(mode + ", empty post", Observation.of(challenged));
            }
        }
        return Observation.each(seen);
    }

    private static String otherExecution(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.browser();
        Page challenged = browser.login("workspace", user);
        Map<String, String> all = Map.of("username", user.email(), "password", Admin.PASSWORD, "code", "000000");
        Map<String, String> seen = new LinkedHashMap<>();
        for (String provider : List.of("auth-cookie", "identity-provider-redirector", MFA)) {
            String other = refreshed(challenged)
                    .action("gatehouse-code-form")
                    .replaceFirst(
                            "execution=[^&]*", "execution=" + site.flows().executionId("gatehouse browser", provider));
            seen.put(provider, Observation.in(browser.post(other, all)));
            seen.put(provider + " opened", Observation.in(browser.get(other)));
        }
        String right = refreshed(challenged).action("gatehouse-code-form");
        Map<String, String> code = Map.of("code", site.code(user));
        browser.post(right, code).tokens();
        seen.put("the code once more", Observation.in(browser.signOut().post(right, code)));
        return Observation.each(seen);
    }

    private static String anotherWay(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        Page challenged = site.browser().login("workspace", site.agent());
        for (String provider : List.of("auth-cookie", "identity-provider-redirector")) {
            challenged = challenged
                    .browser()
                    .post(
                            challenged.action("gatehouse-code-form"),
                            Map.of("authenticationExecution", site.flows().executionId("gatehouse browser", provider)));
            challenged = challenged.hasCodeField() ? challenged : site.browser().login("workspace", site.agent());
            seen.put(provider, Observation.of(challenged));
        }
        try (Admin.Restore cheap = site.flows()
                .override(
                        "workspace",
                        Step.required(PASSWORD_FORM),
                        Step.required(
                                Step.alternative(MFA),
                                Step.alternative(Step.required("allow-access-authenticator"))))) {
            String allow = site.flows().executionId(site.flows().nameOf("workspace"), "allow-access-authenticator");
            Page page = site.browser().login("workspace", site.agent());
            seen.put(
                    "a cheap alternative",
                    Observation.of(page.browser()
                            .post(page.action("gatehouse-code-form"), Map.of("authenticationExecution", allow))));
        }
        return Observation.each(seen);
    }

    /** The password stands in for Kerberos and client certificates: anything that authenticates without the MFA step beside it. */
    private static String topLevel(Site site) {
        try (LateProvider late = new LateProvider(site.server(), Map.of());
                Admin.Restore beside = site.flows()
                        .override(
                                "workspace",
                                Step.alternative("auth-cookie"),
                                Step.alternative("identity-provider-redirector"),
                                Step.alternative(PASSWORD_FORM),
                                Step.alternative(Step.required(PASSWORD_FORM), Step.required(MFA)))) {
            Map<String, String> seen = new LinkedHashMap<>();
            seen.put("password", Observation.of(site.browser().login("workspace", site.agent())));
            Admin.User supervisor = late.newMember("supervisor");
            seen.put(
                    "provider",
                    Observation.of(site.browser()
                            .open("workspace", "kc_idp_hint=" + late.alias())
                            .enterPassword(supervisor.email(), Admin.PASSWORD)));
            return Observation.each(seen);
        }
    }

    private static String cookie(Site site) {
        Admin.User owner = site.admin().newUser("owner");
        HttpBrowser browser = site.browser();
        try (Admin.Restore stock = site.flows().stock("workspace");
                Admin.Restore open = site.admin().disabledAction(GATE)) {
            browser.login("workspace", owner);
        }
        String silent = Observation.of(browser.open("dashboard", "prompt=none"));
        return Observation.of(browser.open("dashboard")) + "; with prompt=none " + silent;
    }

    private static String otherAction(Site site) {
        try (Admin.Restore stock = site.flows().stock("workspace")) {
            Admin.User user = site.agent();
            site.admin().update(user, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
            Page challenged = site.browser().login("workspace", user);
            Map<String, String> seen = new LinkedHashMap<>();
            for (String action : List.of("UPDATE_PASSWORD", ACCESS, "update_user_locale", "VERIFY_EMAIL")) {
                String other = refreshed(challenged)
                        .action("gatehouse-send-form")
                        .replace("execution=" + GATE, "execution=" + action);
                seen.put(
                        action,
                        Observation.in(challenged
                                .browser()
                                .post(
                                        other,
                                        Map.of(
                                                "password-new",
                                                Recoveries.NEW_PASSWORD,
                                                "password-confirm",
                                                Recoveries.NEW_PASSWORD,
                                                "locale",
                                                "de"))));
            }
            seen.put(
                    "password",
                    site.recoveries().isPassword(user, Recoveries.NEW_PASSWORD) ? "changed" : Observation.NOT_IN);
            return Observation.each(seen);
        }
    }

    private static Answer password(Site site, String client, Admin.User user) {
        return site.tokens()
                .grant(
                        "password",
                        Clients.by(
                                client,
                                Map.of("username", user.email(), "password", Admin.PASSWORD, "scope", "openid")));
    }

    private static String directGrant(Site site) {
        try (Admin.Restore stock = site.admin().realm(Map.of("directGrantFlow", "direct grant"))) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (String client : List.of("mobile", "admin-cli")) {
                seen.put(
                        client,
                        Observation.token(password(site, client, site.agent()).hasToken()));
            }
            return Observation.each(seen);
        }
    }

    private static String grants(Site site) {
        Admin.User victim = Company.INITECH.newMember(site.server(), "supervisor");
        Map<String, String> seen = new LinkedHashMap<>();
        try (Admin.Restore client = Clients.added(
                        site.admin(),
                        "robot",
                        Map.of(
                                "serviceAccountsEnabled",
                                true,
                                "attributes",
                                Map.of(
                                        "standard.token.exchange.enabled",
                                        "true",
                                        "oidc.ciba.grant.enabled",
                                        "true",
                                        "oauth2.jwt.authorization.grant.enabled",
                                        "true",
                                        "oauth2.jwt.authorization.grant.idp",
                                        Company.INITECH.provider())));
                Admin.Restore provider = site.admin()
                        .providerConfig(Company.INITECH.provider(), Map.of("jwtAuthorizationGrantEnabled", "true"))) {
            Map<String, String> other = Map.of(
                    "requested_subject", victim.email(), "username", victim.email(), "login_hint", victim.email());
            Map<String, String> exchange = new HashMap<>(other);
            exchange.put(
                    "subject_token",
                    site.tokens()
                            .grant("client_credentials", Clients.by("robot", Map.of()))
                            .accessToken());
            exchange.put("subject_token_type", ACCESS_TOKEN);
            seen.put(
                    "token exchange V1",
                    Observation.token(site.tokens()
                            .grant(TOKEN_EXCHANGE, Clients.by("robot", exchange))
                            .hasToken()));
            seen.put(
                    "JWT authorization grant",
                    Observation.token(site.tokens()
                            .grant(JWT_BEARER, Clients.by("robot", Map.of("assertion", assertion(site, victim))))
                            .hasToken()));
            Answer begun = site.tokens()
                    .post(
                            "/protocol/openid-connect/ext/ciba/auth",
                            Clients.by("robot", Map.of("login_hint", victim.email(), "scope", "openid")));
            seen.put("CIBA", begun.body().has("auth_req_id") ? "a login was started" : Observation.NO_TOKEN);
            seen.put(
                    "CIBA without a login",
                    Observation.token(site.tokens()
                            .grant(CIBA, Clients.by("robot", other))
                            .hasToken()));
            Answer own = site.tokens().grant("client_credentials", Clients.by("robot", other));
            seen.put(
                    "service account",
                    own.claims().path("preferred_username").asText().equals("service-account-robot")
                            ? Observation.NO_TOKEN
                            : "another user's token");
        }
        return Observation.each(seen);
    }

    /** An assertion of the company's login server about a user. */
    private static String assertion(Site site, Admin.User person) {
        Map<String, Object> speaksToTheRealm = Map.of(
                "name",
                "audience",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of("included.custom.audience", site.server().realmUrl(), "access.token.claim", "true"));
        try (Admin.Restore client = Clients.added(
                site.server().partner(),
                "speaker",
                Map.of(
                        "directAccessGrantsEnabled",
                        true,
                        "fullScopeAllowed",
                        false,
                        "defaultClientScopes",
                        List.of("basic"),
                        "protocolMappers",
                        List.of(speaksToTheRealm)))) {
            return site.tokens()
                    .postTo(
                            site.server().partnerUrl() + "/protocol/openid-connect/token",
                            Clients.by(
                                    "speaker",
                                    Map.of(
                                            "grant_type",
                                            "password",
                                            "username",
                                            person.email(),
                                            "password",
                                            Admin.PASSWORD)))
                    .accessToken();
        }
    }

    private static String exchange(Site site) {
        Map<String, Object> exchanging = Map.of(
                "attributes", Map.of("standard.token.exchange.enabled", "true", "oidc.ciba.grant.enabled", "true"));
        try (Admin.Restore client = Clients.added(site.admin(), "exchanging", exchanging)) {
            Answer bare;
            try (Admin.Restore alone = site.admin().withoutClientPolicies()) {
                // A session that no login has opened. One from before the realm enforced goes on.
                bare = withoutLogin(site, "exchanging", site.agent());
            }
            Map<String, String> seen = new LinkedHashMap<>();
            seen.put(
                    "exchange",
                    Observation.token(site.tokens()
                            .grant(
                                    TOKEN_EXCHANGE,
                                    Clients.by(
                                            "exchanging",
                                            Map.of(
                                                    "subject_token",
                                                    bare.accessToken(),
                                                    "subject_token_type",
                                                    ACCESS_TOKEN)))
                            .hasToken()));
            seen.put(
                    "refresh",
                    Observation.token(site.tokens()
                            .grant(
                                    "refresh_token",
                                    Clients.by(
                                            "exchanging",
                                            Map.of(
                                                    "refresh_token",
                                                    bare.body()
                                                            .get("refresh_token")
                                                            .asText())))
                            .hasToken()));
            return Observation.each(seen);
        }
    }

    private static Answer withoutLogin(Site site, String client, Admin.User user) {
        String request = site.tokens()
                .post(
                        "/protocol/openid-connect/ext/ciba/auth",
                        Clients.by(client, Map.of("login_hint", user.email(), "scope", "openid")))
                .body()
                .get("auth_req_id")
                .asText();
        site.server().ciba().agree(site.server().realmUrl());
        return site.tokens().grant(CIBA, Clients.by(client, Map.of("auth_req_id", request)));
    }

    private static String device(Site site) {
        try (Admin.Restore client = television(site)) {
            JsonNode code = site.tokens()
                    .post("/protocol/openid-connect/auth/device", Clients.by("television", Map.of("scope", "openid")))
                    .body();
            Page page = site.browser()
                    .get(code.get("verification_uri_complete").asText())
                    .enterPassword(site.agent().email(), Admin.PASSWORD);
            Answer polled = site.tokens()
                    .grant(
                            DEVICE,
                            Clients.by(
                                    "television",
                                    Map.of(
                                            "device_code",
                                            code.get("device_code").asText())));
            return Observation.of(page) + (polled.hasToken() ? ", the device has a token" : ", the device waits");
        }
    }

    private static String ecp(Site site) {
        EcpProgram program = new EcpProgram(site.server());
        Map<String, String> seen = new LinkedHashMap<>();
        for (boolean allowed : new boolean[] {false, true}) {
            try (Admin.Restore client = program.registered(allowed)) {
                seen.put(
                        allowed ? "allowed" : "off",
                        program.login(site.agent()).contains("Assertion ") ? "an assertion" : "no assertion");
            }
        }
        return Observation.each(seen);
    }

    private static String dashboard(Site site) {
        Admin.User agent = site.agent();
        HttpBrowser browser = site.browser();
        browser.loginCompletely("workspace", agent);
        return Observation.of(browser.open("dashboard"));
    }

    private static String roleLost(Site site) {
        Admin.User owner = site.admin().newUser("owner");
        HttpBrowser browser = site.browser();
        browser.loginCompletely("dashboard", owner);
        site.admin().revoke(owner, "owner");
        return Observation.token(browser.refresh());
    }

    private static String redirected(Site site) {
        Admin.User agent = site.agent();
        String away = HttpBrowser.CALLBACK.replace("/callback", "/elsewhere");
        HttpBrowser browser = site.browser();
        browser.loginCompletely("workspace", agent);
        site.admin().send("POST", "/users/" + agent.id() + "/logout", null);
        browser.signOut().stoppingBefore("/elsewhere");
        try (Admin.Restore redirecting = site.admin().action(ACCESS, Map.of("redirect", away))) {
            Page page = browser.login("dashboard", agent);
            return (page.url().equals(away) ? "redirected" : Observation.of(page))
                    + (site.sessions(agent) == 0 ? ", no session" : ", a session")
                    + (site.admin().failures(agent) == 0 ? ", no failure" : ", a failure");
        }
    }
}
