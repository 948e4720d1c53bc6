package dev.gatehouse.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the cost of a login with Gatehouse's code by email to that of one with an authenticator app's code in Keycloak alone. */
@Command(
        name = "codes",
        description =
                "Measures the cost of a login with a code: by email with Gatehouse, of an authenticator app in Keycloak alone.",
        mixinStandardHelpOptions = true)
final class CodesCommand implements Callable<Integer> {

    private static final double GOAL = 1.1;
    private static final String USUAL = "Login with a code, " + Hash.DEFAULT.label();
    private static final String CHEAP = "Login with a code, " + Hash.CHEAP.label();

    /** The prefix of the users who sign in with the default hash. */
    private static final String OF_USUAL = "latecomer";

    @Mixin
    private Plan plan;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/load",
            description = "Where codes.md is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    @Override
    public Integer call() {
        ProcFs.require();
        plan.check();
        int newUsers = plan.allNewUsers() + plan.starts() * plan.newUsersToWarmUp();
        Crowd cheapAtStock = new Crowd(plan.accounts(), newUsers);
        Crowd cheapAtGatehouse = new Crowd(plan.accounts(), newUsers);
        Crowd usualAtStock = cheapAtStock.withOthers(OF_USUAL);
        Crowd usualAtGatehouse = cheapAtGatehouse.withOthers(OF_USUAL);
        List<Duel.Bout> ofCheap = new ArrayList<>();
        List<Duel.Bout> ofUsual = new ArrayList<>();
        // Starts with the cheap hash, so that the import of all users is fast.
        try (Site stock = site(Software.STOCK_WITH_APPS, "stock", cheapAtStock, usualAtStock);
                Site gatehouse = site(Software.GATEHOUSE, "gatehouse", cheapAtGatehouse, usualAtGatehouse)) {
            Duel cheap = new Duel(
                    new Duel.Contender(stock, cheapAtStock), new Duel.Contender(gatehouse, cheapAtGatehouse), plan);
            Duel usual = new Duel(
                    new Duel.Contender(stock, usualAtStock), new Duel.Contender(gatehouse, usualAtGatehouse), plan);
            cheap.afterEachStart(() -> {
                cheap.hash(Hash.CHEAP);
                // Java compiles code that runs once per login only after thousands of logins.
                cheap.prepareNewUsers("Warm-up", plan.newUsersToWarmUp());
                ofCheap.add(cheap.newUsers(CHEAP));
                usual.hash(Hash.DEFAULT);
                if (ofUsual.isEmpty()) {
                    stock.copyPassword(usualAtStock.regulars().get(0), OF_USUAL);
                    gatehouse.copyPassword(usualAtGatehouse.regulars().get(0), OF_USUAL);
                }
                usual.prepareNewUsers("Warm-up", plan.newUsersToWarmUpAgain());
                ofUsual.add(usual.newUsers(USUAL));
            });
            return report(usual.outcome(USUAL, ofUsual), cheap.outcome(CHEAP, ofCheap));
        }
    }

    private static Site site(Software software, String folder, Crowd cheap, Crowd usual) {
        List<Person> everyone = new ArrayList<>(cheap.all());
        usual.all().stream().filter(Person::isNew).forEach(everyone::add);
        return new Site(software, folder, Hash.CHEAP, everyone);
    }

    private int report(Duel.Outcome usual, Duel.Outcome cheap) {
        Markdown report = new Markdown()
                .add("## Logins with a code under load")
                .add("")
                .add(
                        "%d people sign in at a time, %d rounds of %d logins on each server after each of %d starts. Each login is the first of its account.",
                        plan.users(), plan.rounds(), plan.newUsers(), plan.starts())
                .add("")
                .add(
                        "Goal: the processor's time of a login with Gatehouse's code by email, Keycloak and PostgreSQL, at most %.2f times that of a login with an authenticator app's code in Keycloak alone.",
                        GOAL)
                .add("")
                .costs(usual, cheap, GOAL);
        List<Duel.Outcome> outcomes = List.of(usual, cheap);
        outcomes.forEach(report::outcome);
        Load.publish(out, "codes.md", report);
        return outcomes.stream().allMatch(outcome -> outcome.isClean() && outcome.alwaysAsked()) ? 0 : 1;
    }
}
