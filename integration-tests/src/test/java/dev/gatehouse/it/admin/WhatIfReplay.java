package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.CounterToken;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Logins of several users over weeks, before each of which is asked what would be decided about it. */
final class WhatIfReplay {

    static final String OFFICE = "130.89.3.20";

    private static final List<String> NETWORKS =
            List.of(OFFICE, "193.0.6.139", "145.97.39.155", "193.99.144.80", "133.11.0.1", "198.51.100.1", "10.1.2.3");
    private static final List<String> BROWSERS = List.of(
            HttpBrowser.FIREFOX,
            HttpBrowser.SAFARI,
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/143.0",
            "curl/8.5.0");
    private static final List<String> DETAILS = List.of(
            "gatehouse_verdict",
            "gatehouse_score",
            "gatehouse_threshold",
            "gatehouse_reasons",
            "gatehouse_reasons_text",
            "gatehouse_country");
    private static final Duration LOGIN = Duration.ofMinutes(1);
    private static final Duration PROVEN = Duration.ofHours(12);
    private static final int MOST_CODES_OF_MEMBER = 3;

    private final Random random = new Random(4711);
    private final TestServer server;
    private final Admin admin;
    private final ServerClock clock;
    private final List<Person> people = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private Duration ahead = Duration.ZERO;

    WhatIfReplay(TestServer server, ServerClock clock) {
        this.server = server;
        this.admin = server.admin();
        this.clock = clock;
        for (int number = 0; number < 12; number++) {
            people.add(new Person(number % 4 == 0 ? "owner" : "agent"));
        }
        for (int number = 0; number < 6; number++) {
            members.add(new Member(number % 2 == 0 ? Company.GLOBEX : Company.INITECH, number < 4 ? "owner" : "agent"));
        }
    }

    /** How often each verdict was given, with what decided it. */
    Map<String, Integer> verdicts() {
        return verdicts;
    }

    /** Replays so many logins. */
    void run(int logins) {
        for (int login = 0; login < logins; login++) {
            pass(Duration.ofMinutes(2 + random.nextInt(90)));
            if (login % 25 == 24) {
                // Saves what was counted and reads it, which the server does not do by itself in this test.
                admin.get("/gatehouse/report");
            }
            int kind = random.nextInt(20);
            List<Member> able = members.stream().filter(Member::isAble).toList();
            if (kind < 2) {
                any(able).login();
            } else if (kind < 4) {
                any(people).directGrant();
            } else {
                any(people).login(kind == 4);
            }
        }
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void pass(Duration time) {
        clock.advance(time);
        ahead = ahead.plus(time);
    }

    private JsonNode ask(Map<String, String> question) {
        return admin.get("/gatehouse/what-if?"
                + question.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + Admin.encode(parameter.getValue()))
                        .collect(Collectors.joining("&")));
    }

    /**
     * The details of the latest login of a user: of the event that completes it or, after an identity provider, of an earlier one of the
     * same login, where Keycloak does not pass them on.
     */
    private JsonNode details(Admin.User user) {
        JsonNode latest = MissingNode.getInstance();
        for (JsonNode event : admin.get("/events?max=8&user=" + user.id())) {
            if (latest.isMissingNode() && event.path("type").asText().equals("LOGIN")) {
                latest = event;
            }
            // Logins are minutes apart by the moved clock.
            boolean isOfLatest = !latest.isMissingNode()
                    && latest.path("time").asLong() - event.path("time").asLong() < LOGIN.toMillis();
            if (isOfLatest && event.path("details").has("gatehouse_verdict")) {
                return event.path("details");
            }
        }
        return latest.path("details");
    }

    /**
     * Compares an answer with the latest login of the user. Keycloak reports no details of a login that passes the flow after an identity
     * provider; of such a login only the verdict and what its token says are compared.
     */
    private void compare(
            Admin.User user, Map<String, String> question, JsonNode answer, boolean wasAsked, String securedBy) {
        String asked = question + "\n" + answer;
        String verdict = answer.get("verdict").asText();
        assertThat(verdict.equals("ask")).as(asked).isEqualTo(wasAsked);
        if (!wasAsked) {
            assertThat(answer.path("securedBy").asText()).as(asked).isEqualTo(securedBy);
        }
        JsonNode details = details(user);
        boolean isReported = details.has("gatehouse_verdict");
        if (isReported) {
            compareDetails(asked, answer, details);
        } else {
            assertThat(verdict.equals("not_asked") || question.containsKey("provider"))
                    .as(asked)
                    .isTrue();
        }
        String decidedBy = answer.get("decidedBy").asText();
        verdicts.merge(verdict + " by " + decidedBy + (isReported ? "" : ", not reported"), 1, Integer::sum);
    }

    private static void compareDetails(String asked, JsonNode answer, JsonNode details) {
        Map<String, String> ofLogin = new LinkedHashMap<>();
        Map<String, String> ofAnswer = new LinkedHashMap<>();
        for (String detail : DETAILS) {
            ofLogin.put(detail, details.path(detail).asText());
            ofAnswer.put(detail, answer.at("/event/" + detail).asText());
        }
        assertThat(ofAnswer).as(asked).isEqualTo(ofLogin);
        assertThat(answer.get("verdict").asText()).as(asked).isEqualTo(ofLogin.get("gatehouse_verdict"));
        assertThat(answer.at("/risk/score").asDouble())
                .as(asked)
                .isEqualTo(Double.parseDouble(ofLogin.get("gatehouse_score")));
        assertThat(answer.at("/risk/threshold").asDouble())
                .as(asked)
                .isEqualTo(Double.parseDouble(ofLogin.get("gatehouse_threshold")));
        assertThat(reasons(answer)).as(asked).isEqualTo(causes(ofLogin.get("gatehouse_reasons")));
    }

    private static String reasons(JsonNode answer) {
        return answer.get("causes").findValuesAsText("code").stream().collect(Collectors.joining(" "));
    }

    /** The causes come first, and have no number. */
    private static String causes(String reasons) {
        return Arrays.stream(reasons.split(" "))
                .takeWhile(reason -> !reason.contains("("))
                .collect(Collectors.joining(" "));
    }

    /** A browser on a device, and what its cookie says. */
    private final class Device {

        private final HttpBrowser browser = server.newBrowser();
        private final String userAgent = any(BROWSERS);
        private String recognised = "unknown";
        private Duration provenAt = Duration.ofDays(-1);

        private void used(boolean wasAsked, String verdict) {
            if (wasAsked) {
                recognised = "known";
                provenAt = ahead;
            } else if (recognised.equals("unknown") && verdict.equals("pass")) {
                recognised = "seen";
            }
        }

        private boolean isProven() {
            return recognised.equals("known") && ahead.minus(provenAt).compareTo(PROVEN) < 0;
        }
    }

    /** A user with a password, and a token that counts its codes. */
    private final class Person {

        private final CounterToken token = new CounterToken();
        private final Admin.User user;
        private final List<Device> devices = List.of(new Device(), new Device(), new Device());
        private final String home = any(NETWORKS);

        private Person(String role) {
            user = admin.newUserWith(List.of(token.credential()), role);
        }

        private String place() {
            return random.nextInt(10) < 7 ? home : any(NETWORKS);
        }

        private void login(boolean requestsLevel) {
            Device device = any(devices);
            String address = place();
            String client = "workspace";
            HttpBrowser browser = device.browser.signOut().from(address).as(device.userAgent);
            for (int failures = random.nextInt(12) == 0 ? 1 + random.nextInt(2) : 0; failures > 0; failures--) {
                browser.login(client, user, "wrong");
                browser.signOut();
            }
            Map<String, String> question = new LinkedHashMap<>(Map.of(
                    "user",
                    user.email(),
                    "address",
                    address,
                    "userAgent",
                    device.userAgent,
                    "client",
                    client,
                    "device",
                    device.recognised));
            if (requestsLevel) {
                question.put("acr", "2");
            }
            JsonNode answer = ask(question);
            Page page = (requestsLevel ? browser.open(client, "acr_values=2") : browser.open(client))
                    .enterPassword(user.email(), Admin.PASSWORD);
            boolean wasAsked = !page.isBackInTheApp();
            if (wasAsked) {
                assertThat(answer.at("/factors/0").asText()).as(page.text()).isEqualTo("authenticator-app");
                page = page.enterCode(token.code());
            }
            String securedBy = page.tokens().get("mfa").asText();
            compare(user, question, answer, wasAsked, securedBy);
            device.used(wasAsked, answer.get("verdict").asText());
        }

        private void directGrant() {
            String address = place();
            Map<String, String> question = Map.of(
                    "user",
                    user.id(),
                    "address",
                    address,
                    "userAgent",
                    HttpBrowser.FIREFOX,
                    "client",
                    "mobile",
                    "via",
                    "direct-grant");
            JsonNode answer = ask(question);
            DirectGrant app = new DirectGrant(server).from(address);
            JsonNode tokens = app.call(user, Map.of());
            boolean wasAsked = tokens.has("mfa_token");
            if (wasAsked) {
                tokens = app.call(
                        user, Map.of("mfa_token", tokens.get("mfa_token").asText(), "code", token.code()));
            }
            assertThat(tokens.has("access_token")).as(tokens.toString()).isTrue();
            String securedBy = HttpBrowser.claims(tokens.get("access_token").asText())
                    .get("mfa")
                    .asText();
            compare(user, question, answer, wasAsked, securedBy);
        }
    }

    /** A user who comes through a company, and is asked for an emailed code if privileged. */
    private final class Member {

        private final Company company;
        private final Admin.User user;
        private final boolean isPrivileged;
        private final Device device = new Device();
        private int codes;

        private Member(Company company, String role) {
            this.company = company;
            this.user = company.newMember(server, role);
            this.isPrivileged = role.equals("owner");
        }

        /** Few codes are emailed to an account within an hour, and that hour is the machine's. */
        private boolean isAble() {
            return !isPrivileged || device.isProven() || codes < MOST_CODES_OF_MEMBER;
        }

        private void login() {
            Map<String, String> question = Map.of(
                    "user",
                    user.email(),
                    "address",
                    OFFICE,
                    "userAgent",
                    device.userAgent,
                    "client",
                    "workspace",
                    "device",
                    device.recognised,
                    "proven",
                    Boolean.toString(device.isProven()),
                    "provider",
                    company.provider());
            JsonNode answer = ask(question);
            Page page = device.browser
                    .signOut()
                    .from(OFFICE)
                    .as(device.userAgent)
                    .loginAtCompany("workspace", user.email());
            boolean wasAsked = !page.isBackInTheApp();
            if (wasAsked) {
                codes++;
                server.passTheEmailGap(user);
                page = page.send().enterCode(Codes.latest(server, user));
            }
            String securedBy = page.tokens().get("mfa").asText();
            compare(user, question, answer, wasAsked, securedBy);
            device.used(wasAsked, answer.get("verdict").asText());
        }
    }
}
