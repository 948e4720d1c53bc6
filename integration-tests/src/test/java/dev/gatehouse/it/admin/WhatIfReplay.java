package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
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
    private static final Duration PERIOD = Duration.ofSeconds(30);
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

    /** Moves the clock by whole periods of the codes of an app, so that each login has a new one. */
    private void pass(Duration time) {
        Duration whole = PERIOD.multipliedBy(time.dividedBy(PERIOD));
        clock.advance(whole);
        ahead = ahead.plus(whole);
    }

    private JsonNode ask(Map<String, String> question) {
        return admin.get("/gatehouse/what-if?"
                + question.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + Admin.encode(parameter.getValue()))
                        .collect(Collectors.joining("&")));
    }

    /** Compares an answer with the latest event of the user that completes a login. */
    private void compare(Admin.User user, Map<String, String> question, JsonNode answer, boolean wasAsked) {
        JsonNode details =
                admin.get("/events?max=1&type=LOGIN&user=" + user.id()).path(0).path("details");
        Map<String, String> ofLogin = new LinkedHashMap<>();
        Map<String, String> ofAnswer = new LinkedHashMap<>();
        for (String detail : DETAILS) {
            ofLogin.put(detail, details.path(detail).asText());
            ofAnswer.put(detail, answer.at("/event/" + detail).asText());
        }
        String asked = question + "\n" + answer;
        assertThat(ofAnswer).as(asked).isEqualTo(ofLogin);
        String verdict = answer.get("verdict").asText();
        boolean isScored = details.has("gatehouse_verdict");
        assertThat(verdict).as(asked).isEqualTo(isScored ? ofLogin.get("gatehouse_verdict") : "not_asked");
        assertThat(verdict.equals("ask")).as(asked).isEqualTo(wasAsked);
        if (isScored) {
            assertThat(answer.at("/risk/score").asDouble())
                    .as(asked)
                    .isEqualTo(Double.parseDouble(ofLogin.get("gatehouse_score")));
            assertThat(answer.at("/risk/threshold").asDouble())
                    .as(asked)
                    .isEqualTo(Double.parseDouble(ofLogin.get("gatehouse_threshold")));
            assertThat(reasons(answer)).as(asked).startsWith(causes(ofLogin.get("gatehouse_reasons")));
        }
        if (!wasAsked) {
            assertThat(answer.path("securedBy").asText())
                    .as(asked)
                    .isEqualTo(details.path("gatehouse_mfa").asText());
        }
        verdicts.merge(verdict + " by " + answer.get("decidedBy").asText(), 1, Integer::sum);
    }

    private static String reasons(JsonNode answer) {
        return answer.get("causes").findValuesAsText("code").stream().collect(Collectors.joining(" "));
    }

    /** The causes come first, and have no number. */
    private static String causes(String reasons) {
        return java.util.Arrays.stream(reasons.split(" "))
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

    /** A user with a password and an authenticator app. */
    private final class Person {

        private final AuthenticatorApp app = new AuthenticatorApp();
        private final Admin.User user;
        private final List<Device> devices = List.of(new Device(), new Device(), new Device());
        private final String home = any(NETWORKS);

        private Person(String role) {
            user = admin.newUserWith(List.of(app.credential()), role);
        }

        private String code() {
            return app.code((int) ahead.dividedBy(PERIOD));
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
                page = page.enterCode(code());
            }
            page.tokens();
            compare(user, question, answer, wasAsked);
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
                        user, Map.of("mfa_token", tokens.get("mfa_token").asText(), "code", code()));
            }
            assertThat(tokens.has("access_token")).as(tokens.toString()).isTrue();
            compare(user, question, answer, wasAsked);
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
            this.user = account(company.newMember(server, role));
            this.isPrivileged = role.equals("owner");
        }

        /** The account in the realm of a user at the company. */
        private Admin.User account(Admin.User stranger) {
            Iterator<JsonNode> found = admin.get("/users?exact=true&email=" + Admin.encode(stranger.email()))
                    .iterator();
            return new Admin.User(found.next().get("id").asText(), stranger.email());
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
            page.tokens();
            compare(user, question, answer, wasAsked);
            device.used(wasAsked, answer.get("verdict").asText());
        }
    }
}
