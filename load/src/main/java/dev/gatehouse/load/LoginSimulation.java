package dev.gatehouse.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.addCookie;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.headerRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Map;
import java.util.Optional;

/** Complete logins, as browsers and clients make them: pages, forms, cookies, a security code if required, tokens with PKCE. */
public final class LoginSimulation extends Simulation {

    private static final String CALLBACK = "http://localhost:9999/callback";
    private static final int OK = 200;
    private static final int FOUND = 302;

    private static final String PERSON = "person";
    private static final String MORE = "more";
    private static final String COOKIE = "cookie";
    private static final String COOKIES = "cookies";
    private static final String PAGE = "page";
    private static final String STEP = "step";
    private static final String STARTED = "begun";
    private static final String TOTAL = "total";
    private static final String ACTION = "action";
    private static final String PASSWORD_FIELD = "passwordField";
    private static final String CODE_ACTION = "codeAction";
    private static final String LOCATION = "location";

    private final Round round = Round.current();

    /** Called by Gatling. */
    public LoginSimulation() {
        HttpProtocolBuilder browser = http.baseUrl(round.site().realmUrl())
                .disableFollowRedirect()
                .disableCaching()
                .disableWarmUp()
                .acceptHeader("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .acceptEncodingHeader("gzip, deflate")
                .acceptLanguageHeader("en")
                .userAgentHeader("#{userAgent}")
                .header("X-Forwarded-For", "#{address}");
        setUp(scenario("logins")
                        .exec(this::startNextLogin)
                        .exec(asLongAs(session -> session.getBoolean(MORE))
                                .on(exec(this::begin)
                                        .exec(flushCookieJar(), keptCookies(), login())
                                        .exec(this::end)
                                        .exec(this::startNextLogin)))
                        .injectOpen(atOnceUsers(round.users())))
                .protocols(browser);
    }

    @Override
    public void before() {
        round.begin();
    }

    @Override
    public void after() {
        round.end();
    }

    /** Separate from the loop's condition, which may be evaluated more than once. */
    private Session startNextLogin(Session session) {
        return session.set(MORE, round.startsNextLogin());
    }

    private Session begin(Session session) {
        Person person = round.nextPerson();
        Pkce pkce = Pkce.random();
        return session.removeAll(PASSWORD_FIELD, CODE_ACTION, LOCATION, COOKIES, PAGE)
                .set(PERSON, person)
                .set(TOTAL, 0L)
                .set("email", person.email())
                .set("address", person.address())
                .set("userAgent", person.userAgent())
                .set("verifier", pkce.verifier())
                .set("challenge", pkce.challenge());
    }

    private static ChainBuilder keptCookies() {
        return foreach(
                        session -> person(session).cookies().entrySet().stream()
                                .map(cookie -> Map.of("name", cookie.getKey(), "value", cookie.getValue()))
                                .toList(),
                        COOKIE)
                .on(exec(addCookie(Cookie("#{cookie.name}", "#{cookie.value}").withPath("/realms/acme/"))));
    }

    private ChainBuilder login() {
        return exitBlockOnFail()
                .on(
                        timed(
                                Step.FORM,
                                http("form")
                                        .get("/protocol/openid-connect/auth")
                                        .queryParam("response_type", "code")
                                        .queryParam("scope", "openid")
                                        .queryParam("state", "s1")
                                        .queryParam("client_id", "workspace")
                                        .queryParam("redirect_uri", CALLBACK)
                                        .queryParam("code_challenge_method", "S256")
                                        .queryParam("code_challenge", "#{challenge}")
                                        .check(status().is(OK), formAction(), passwordField())),
                        exec(session -> session.set(
                                "fields", Map.of("username", session.getString("email"), "password", Person.PASSWORD))),
                        doIf(session -> !session.contains(PASSWORD_FIELD))
                                .then(
                                        timed(
                                                Step.ADDRESS,
                                                http("address")
                                                        .post("#{action}")
                                                        .formParam("username", "#{email}")
                                                        .check(
                                                                status().is(OK),
                                                                formAction(),
                                                                css("#password", "id")
                                                                        .saveAs(PASSWORD_FIELD))),
                                        exec(session -> session.set("fields", Map.of("password", Person.PASSWORD)))),
                        timed(
                                Step.PASSWORD,
                                landing(http("password")
                                        .post("#{action}")
                                        .formParamMap(session -> session.getMap("fields")))),
                        redirects(),
                        doIf(session -> session.contains(CODE_ACTION))
                                .then(
                                        exec(this::readCodeToType),
                                        exec(session -> session.set(ACTION, session.getString(CODE_ACTION))),
                                        timed(
                                                Step.CODE,
                                                landing(http("code")
                                                        .post("#{action}")
                                                        .formParam("#{codeField}", "#{code}"))),
                                        redirects()),
                        exec(LoginSimulation::readCode),
                        timed(
                                Step.TOKEN,
                                http("token")
                                        .post("/protocol/openid-connect/token")
                                        .formParam("grant_type", "authorization_code")
                                        .formParam("client_id", "workspace")
                                        .formParam("code", "#{authorizationCode}")
                                        .formParam("redirect_uri", CALLBACK)
                                        .formParam("code_verifier", "#{verifier}")
                                        .check(
                                                status().is(OK),
                                                jsonPath("$.id_token").exists())));
    }

    private ChainBuilder redirects() {
        return asLongAs(session -> session.contains(LOCATION)
                        && !session.getString(LOCATION).startsWith(CALLBACK))
                .on(exec(session -> session.set("next", session.getString(LOCATION)))
                        .exec(timed(Step.REDIRECT, landing(http("redirect").get("#{next}")))));
    }

    private static CheckBuilder formAction() {
        return css("#kc-form-login", ACTION).saveAs(ACTION);
    }

    private static CheckBuilder passwordField() {
        return css("#password", "id").optional().saveAs(PASSWORD_FIELD);
    }

    /** A request whose response is a page or a redirect. */
    private static HttpRequestActionBuilder landing(HttpRequestActionBuilder request) {
        return request.check(
                status().in(OK, FOUND),
                header("Location").optional().saveAs(LOCATION),
                css("#gatehouse-code-form, #kc-otp-login-form", ACTION)
                        .optional()
                        .saveAs(CODE_ACTION),
                headerRegex("Set-Cookie", "(GH_[A-Z]+[^=]*=[^;]+)")
                        .findAll()
                        .optional()
                        .saveAs(COOKIES));
    }

    private ChainBuilder timed(Step step, HttpRequestActionBuilder request) {
        return exec(session -> session.removeAll(LOCATION, CODE_ACTION)
                        .set(STEP, step.label())
                        .set(STARTED, System.nanoTime()))
                .exec(request.check(bodyString().saveAs(PAGE)))
                .exec(session -> {
                    long duration = System.nanoTime() - session.getLong(STARTED);
                    round.addDuration(step, duration);
                    return session.set(TOTAL, session.getLong(TOTAL) + duration);
                });
    }

    private Session readCodeToType(Session session) {
        round.addChallenge();
        Optional<String> code = round.site().code(person(session));
        return code.map(digits -> session.set("code", digits)
                        .set("codeField", round.site().codeField()))
                .orElseGet(() -> session.set(STEP, "mail").markAsFailed());
    }

    private static Session readCode(Session session) {
        String location = session.contains(LOCATION) ? session.getString(LOCATION) : "";
        String code = location.replaceFirst(".*[?&]code=([^&]*).*", "$1");
        return code.equals(location)
                ? session.set(STEP, "way back to the app").markAsFailed()
                : session.set("authorizationCode", code);
    }

    private Session end(Session session) {
        Person person = person(session);
        if (session.contains(COOKIES)) {
            for (String text : session.<String>getList(COOKIES)) {
                String[] cookie = text.split("=", 2);
                person.cookies().put(cookie[0], cookie[1]);
            }
        }
        if (session.isFailed()) {
            round.failed(person, "the step \"" + session.getString(STEP) + "\" failed" + answer(session));
        } else {
            round.ended(person, session.getLong(TOTAL));
        }
        return session.markAsSucceeded();
    }

    private static String answer(Session session) {
        String page = session.contains(PAGE)
                ? session.getString(PAGE)
                        .replaceAll("(?s)<script.*?</script>|<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip()
                : "";
        return page.isEmpty() ? "" : ": " + page.substring(0, Math.min(page.length(), 300));
    }

    private static Person person(Session session) {
        Person person = session.get(PERSON);
        if (person == null) {
            throw new IllegalStateException("nobody signs in");
        }
        return person;
    }
}
