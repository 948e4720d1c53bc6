package dev.gatehouse.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the cost of a login with Gatehouse to that with Keycloak alone. */
@Command(
        name = "logins",
        description = "Measures the cost of a login with Gatehouse and in Keycloak alone.",
        mixinStandardHelpOptions = true)
final class LoginsCommand implements Callable<Integer> {

    private static final double GOAL = 1.03;
    private static final String USUAL = "Regular login, " + Hash.DEFAULT.label();
    private static final String CHEAP = "Regular login, " + Hash.CHEAP.label();
    private static final String CODE = "First login, with a code where Gatehouse asks for one, " + Hash.CHEAP.label();

    @Mixin
    private Plan plan;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/load",
            description = "Where logins.md is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    @Override
    public Integer call() {
        ProcFs.require();
        plan.check();
        Crowd atStock = new Crowd(plan.accounts(), plan.allNewUsers());
        Crowd atGatehouse = new Crowd(plan.accounts(), plan.allNewUsers());
        List<Duel.Bout> ofCheap = new ArrayList<>();
        List<Duel.Bout> ofCode = new ArrayList<>();
        List<Duel.Bout> ofUsual = new ArrayList<>();
        // Starts with the cheap hash, so that the import of all users is fast.
        try (Site stock = new Site(Software.STOCK, "stock", Hash.CHEAP, atStock.all());
                Site gatehouse = new Site(Software.GATEHOUSE, "gatehouse", Hash.CHEAP, atGatehouse.all())) {
            Duel duel = new Duel(new Duel.Contender(stock, atStock), new Duel.Contender(gatehouse, atGatehouse), plan);
            duel.afterEachStart(() -> {
                duel.hash(Hash.CHEAP);
                duel.prepare("Warm-up", plan.warmUp());
                ofCheap.add(duel.regulars(CHEAP));
                ofCode.add(duel.newUsers(CODE));
                duel.hash(Hash.DEFAULT);
                duel.prepare("Warm-up", plan.warmUp() / 3);
                ofUsual.add(duel.regulars(USUAL));
            });
            Duel.Outcome usual = duel.outcome(USUAL, ofUsual);
            Duel.Outcome cheap = duel.outcome(CHEAP, ofCheap);
            Duel.Outcome code = duel.outcome(CODE, ofCode);
            Markdown report = new Markdown()
                    .add("## Whole logins under load")
                    .add("")
                    .add(plan.text())
                    .add("")
                    .add(
                            "Goal: the processor's time of a regular login, Keycloak and PostgreSQL, at most %.2f times that of Keycloak alone.",
                            GOAL)
                    .add("")
                    .costs(usual, cheap, GOAL);
            List<Duel.Outcome> outcomes = List.of(usual, cheap, code);
            outcomes.forEach(report::outcome);
            Load.publish(out, "logins.md", report);
            return outcomes.stream().allMatch(Duel.Outcome::isClean) ? 0 : 1;
        }
    }
}
