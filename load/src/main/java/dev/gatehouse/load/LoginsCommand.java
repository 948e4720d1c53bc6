package dev.gatehouse.load;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a login costs with Gatehouse beside what it costs in Keycloak alone. */
@Command(name = "logins", description = "What a login costs with Gatehouse, and in Keycloak alone.", mixinStandardHelpOptions = true)
final class LoginsCommand implements Callable<Integer> {

    private static final double GOAL = 1.03;

    @Mixin
    private Plan plan;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "target/load", description = "Where logins.md is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    @Override
    public Integer call() {
        ProcFs.require();
        plan.check();
        Crowd atStock = new Crowd(plan.accounts(), plan.rounds() * plan.newcomers());
        Crowd atGatehouse = new Crowd(plan.accounts(), plan.rounds() * plan.newcomers());
        // The cheap hash first, so that the import of all these people is quick.
        try (Site stock = new Site(Software.STOCK.label(), Software.STOCK, Load.serverFolder("stock"), Hash.CHEAP, atStock.everybody());
                Site gatehouse = new Site(Software.GATEHOUSE.label(), Software.GATEHOUSE, Load.serverFolder("gatehouse"), Hash.CHEAP, atGatehouse.everybody())) {
            Duel duel = new Duel(new Duel.Contender(stock, atStock), new Duel.Contender(gatehouse, atGatehouse), plan);
            duel.prepare("First login", plan.accounts());
            duel.prepare("Warm-up", plan.warmUp());
            Duel.Outcome cheap = duel.regulars("Regular login, " + Hash.CHEAP.label());
            Duel.Outcome code = duel.newcomers("First login, with a code where Gatehouse asks for one, " + Hash.CHEAP.label());
            stock.hash(Hash.DEFAULT);
            gatehouse.hash(Hash.DEFAULT);
            // Whoever signs in now has the password hashed anew.
            duel.prepare("Change of the hash", plan.accounts());
            duel.prepare("Warm-up", plan.warmUp() / 5);
            Duel.Outcome usual = duel.regulars("Regular login, " + Hash.DEFAULT.label());

            Estimate ratio = Estimate.ratio(usual, Round.Result::keycloakMillis);
            Markdown report = new Markdown().add("## Whole logins under load").add("")
                    .add("%d people sign in at a time, %d logins a round on each server.", plan.users(), plan.logins()).add("")
                    .add("Goal: the processor's time of a regular login at most %.2f times that of Keycloak alone. It is %s: **%s**.", GOAL, ratio.text(3), ratio.against(GOAL));
            List<Duel.Outcome> outcomes = List.of(usual, cheap, code);
            outcomes.forEach(report::outcome);
            Load.publish(out, "logins.md", report);
            return outcomes.stream().allMatch(Duel.Outcome::isClean) ? 0 : 1;
        }
    }
}
