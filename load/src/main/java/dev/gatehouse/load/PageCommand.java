package dev.gatehouse.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.keycloak.AdminApi;
import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long the page for administrators takes in a realm with many people and logins. */
@Command(
        name = "page",
        description = "Measures the page for administrators in a realm with many people and logins.",
        mixinStandardHelpOptions = true)
final class PageCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLIENTS = 100;
    private static final int PROVIDERS = 10;
    private static final int ROLES = 200;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String SETUP = "/gatehouse/setup";

    /** Not one of the people that {@link CrowdedRealm} adds. */
    private static final Person ADMINISTRATOR =
            Person.people("administrator", 0, 1, true).get(0);

    /**
     * What Keycloak's own console asks for in the same realm, by the name in the report: the path behind that of the realm.
     */
    private static final Map<String, String> STOCK = stock();

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Users of the realm; ${DEFAULT-VALUE} unless given.")
    private int people;

    @Option(
            names = "--challenged",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Users who were challenged within 30 days; ${DEFAULT-VALUE} unless given.")
    private int challenged;

    @Option(
            names = "--logins",
            paramLabel = "N",
            defaultValue = "500000",
            description = "Completed logins in the saved events; ${DEFAULT-VALUE} unless given.")
    private int logins;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "30",
            description = "How often each place of the page is measured; ${DEFAULT-VALUE} unless given.")
    private int times;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often each is read before; ${DEFAULT-VALUE} unless given.")
    private int warmUp;

    @Option(
            names = "--keep",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description =
                    "For how long the server runs on at the end, for a look at it; ${DEFAULT-VALUE} unless given.")
    private int keep;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/load",
            description = "Where page.md is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    private static Map<String, String> stock() {
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("The realm", "");
        calls.put("20 users by a first name that thousands have", "/users?first=0&max=20&search=anna");
        calls.put("Users by a part of a name that nobody has", "/users?first=0&max=20&search=*nobody*");
        calls.put("The number of users", "/users/count");
        calls.put("20 events of logins", "/events?max=20&type=LOGIN");
        return calls;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (people < 1 || challenged < 1 || challenged > people || logins < 1 || times < 1 || warmUp < 0) {
            throw new IllegalArgumentException(
                    "--people, --challenged, --logins and --times must be 1 or more, --challenged at most --people, and --warm-up 0 or more.");
        }
        ProcFs.require();
        LargeRealm realm = new LargeRealm(CLIENTS, PROVIDERS, ROLES);
        try (Site site = new Site(Software.GATEHOUSE, "gatehouse", Hash.DEFAULT, List.of())) {
            realm.addTo(site);
            site.administrate(PageCommand::setUp);
            site.administrate(PageCommand::addAdministrator);
            CrowdedRealm.Size size =
                    new CrowdedRealm(site.postgres(), LargeRealm.NAME, people, challenged, logins).fill();
            System.err.println(size);
            URI page = URI.create(site.realmUrl(LargeRealm.NAME) + "/gatehouse/admin");
            AdminBrowser browser = new AdminBrowser(ADMINISTRATOR);
            browser.signIn(page, () -> site.code(ADMINISTRATOR));
            Map<String, Site.Administration<PageTimes.Reading>> places = new LinkedHashMap<>();
            places(site).forEach((name, path) -> places.put(name, admin -> read(browser, URI.create(page + path))));
            Map<String, Site.Administration<PageTimes.Reading>> stock = new LinkedHashMap<>();
            STOCK.forEach((name, path) -> stock.put(name, admin -> read(admin, path)));
            for (int round = 0; round < warmUp; round++) {
                places.values().forEach(site::administrate);
                stock.values().forEach(site::administrate);
            }
            int outcome = report(size, measure(site, places), measure(site, stock));
            Thread.sleep(Duration.ofSeconds(keep).toMillis());
            return outcome;
        }
    }

    private static PageTimes.Reading read(AdminBrowser browser, URI url) {
        AdminBrowser.Answer answer = browser.read(url);
        return new PageTimes.Reading(answer.millis(), answer.body().length());
    }

    private static PageTimes.Reading read(AdminApi admin, String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        JsonNode body = admin.get(LargeRealm.NAME, path);
        return new PageTimes.Reading(
                (System.nanoTime() - start) / NANOS_PER_MILLI, body.toString().length());
    }

    private Map<String, PageTimes> measure(Site site, Map<String, Site.Administration<PageTimes.Reading>> places) {
        Map<String, PageTimes> measured = new LinkedHashMap<>();
        places.forEach((name, place) -> {
            // After the login of the administrator, which takes longer than most answers.
            PageTimes figures =
                    site.administrate(admin -> PageTimes.measure(site::meter, times, () -> place.by(admin)));
            System.err.println(figures.row(name, false));
            measured.put(name, figures);
        });
        return measured;
    }

    private static JsonNode setUp(AdminApi admin) throws IOException, InterruptedException {
        ObjectNode nothing = JSON.createObjectNode();
        JsonNode plan = admin.post(LargeRealm.NAME, SETUP + "?dry-run=true", nothing);
        admin.post(LargeRealm.NAME, SETUP + "?hash=" + plan.get("hash").asText(), nothing);
        ObjectNode realm = JSON.createObjectNode()
                // The people have public addresses, and the server no certificate.
                .put("sslRequired", "none")
                .put("eventsEnabled", true)
                .put("eventsExpiration", Duration.ofDays(31).toSeconds());
        admin.put(LargeRealm.NAME, "", realm);
        return realm;
    }

    /** Somebody with every role of the realm's administration, and no other. */
    private static JsonNode addAdministrator(AdminApi admin) throws IOException, InterruptedException {
        ObjectNode user = JSON.createObjectNode()
                .put("username", ADMINISTRATOR.email())
                .put("email", ADMINISTRATOR.email())
                .put("emailVerified", true)
                .put("enabled", true)
                .put("firstName", "Load")
                .put("lastName", "Test");
        user.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", Person.PASSWORD)
                .put("temporary", false);
        admin.post(LargeRealm.NAME, "/users", user);
        String id = first(admin.get(LargeRealm.NAME, "/users?exact=true&username=" + ADMINISTRATOR.email()));
        String client = first(admin.get(LargeRealm.NAME, "/clients?clientId=realm-management"));
        ArrayNode roles =
                JSON.createArrayNode().add(admin.get(LargeRealm.NAME, "/clients/" + client + "/roles/realm-admin"));
        return admin.post(LargeRealm.NAME, "/users/" + id + "/role-mappings/clients/" + client, roles);
    }

    private static String first(JsonNode found) {
        if (found.size() != 1) {
            throw new LauncherException("There are %d and not one: %s".formatted(found.size(), found));
        }
        return found.get(0).get("id").asText();
    }

    /** What is read, by the name in the report: the path behind that of the page. */
    private Map<String, String> places(Site site) {
        String user = site.administrate(admin -> admin.get(LargeRealm.NAME, "/users?exact=true&username=person000001"))
                .get(0)
                .get("id")
                .asText();
        Map<String, String> places = new LinkedHashMap<>();
        places.put("Overview, 30 days", "");
        places.put("Overview, 90 days, with another rate", "?days=90&rate=2");
        places.put("Numbers, 30 days", "/plots");
        places.put("Numbers, 90 days", "/plots?days=90");
        places.put("Findings", "/findings");
        places.put("A fix, before it is applied", "/findings?fix=amr");
        places.put("Enforcement", "/enforcement");
        places.put("Logins", "/logins");
        places.put("Logins of two weeks ago", "/logins?until=" + Instant.now().minus(Duration.ofDays(14)));
        places.put("Logins of a person", "/logins?user=" + user);
        places.put("What if, the form", "/what-if");
        places.put("What if, with an answer", "/what-if?user=" + user + "&address=80.0.1.20&client=client-0001");
        places.put("People, by a first name that thousands have", "/users?q=anna");
        places.put("People, by the begin of an email address", "/users?q=person07777");
        places.put("People, by a part of a name that nobody has", "/users?q=*nobody*");
        places.put("A person", "/users/" + user);
        places.put("The report as CSV", "/export/logins.csv");
        places.put("The report as JSON", "/export/logins.json");
        places.put("The challenged users as CSV", "/export/users.csv");
        places.put("A plot as SVG", "/export/logins.svg");
        return places;
    }

    private int report(CrowdedRealm.Size size, Map<String, PageTimes> measured, Map<String, PageTimes> stock) {
        Markdown report = new Markdown()
                .add("## The page for administrators")
                .add("")
                .add(
                        "%,d users, of whom %,d were challenged within 30 days; %,d rows of counts; %,d saved events, of which %,d are completed logins. Each place was read %d times, one after the other, after %d times before.",
                        people, challenged, size.population(), size.events(), size.loginEvents(), times, warmUp)
                .add("")
                .add("| Place%s Goal |", PageTimes.COLUMNS)
                .add("%s --- |", PageTimes.RULE);
        measured.forEach((name, figures) -> report.add("%s", figures.row(name, true)));
        report.add("").add("| Keycloak's own answer%s", PageTimes.COLUMNS).add("%s", PageTimes.RULE);
        stock.forEach((name, figures) -> report.add("%s", figures.row(name, false)));
        report.add("")
                .add(
                        "A goal is met if the median is below %,.0f ms. Load average of the machine at the end: %s.",
                        PageTimes.GOAL_MILLIS, ProcFs.loadAverage());
        Load.publish(out, "page.md", report);
        return measured.values().stream().allMatch(PageTimes::isMet) ? 0 : 1;
    }
}
