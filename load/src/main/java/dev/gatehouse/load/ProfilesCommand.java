package dev.gatehouse.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether a login costs more if the profile table is large. */
@Command(
        name = "profiles",
        description = "Measures the cost of a login with few and with many profiles in the table.",
        mixinStandardHelpOptions = true)
final class ProfilesCommand implements Callable<Integer> {

    private static final double GOAL = 1.2;
    private static final String TITLE = "Regular login, " + Hash.CHEAP.label();

    @Mixin
    private Plan plan;

    @Option(
            names = "--few",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Profiles in the small table; ${DEFAULT-VALUE} unless given.")
    private int few;

    @Option(
            names = "--many",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Profiles in the large table; ${DEFAULT-VALUE} unless given.")
    private int many;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/load",
            description = "Where profiles.md is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    @Override
    public Integer call() {
        ProcFs.require();
        plan.check();
        Crowd atSmall = new Crowd(plan.accounts(), 0);
        Crowd atLarge = new Crowd(plan.accounts(), 0);
        try (Site small = new Site(
                        String.format("%,d profiles", few),
                        Software.GATEHOUSE,
                        Load.serverFolder("few"),
                        Hash.CHEAP,
                        atSmall.all());
                Site large = new Site(
                        String.format("%,d profiles", many),
                        Software.GATEHOUSE,
                        Load.serverFolder("many"),
                        Hash.CHEAP,
                        atLarge.all())) {
            Duel duel = new Duel(new Duel.Contender(small, atSmall), new Duel.Contender(large, atLarge), plan);
            duel.prepare("First login", plan.accounts());
            ProfileTable.Size smallTable = new ProfileTable(small.postgres()).fill(few);
            ProfileTable.Size largeTable = new ProfileTable(large.postgres()).fill(many);
            List<Duel.Bout> starts = new ArrayList<>();
            duel.afterEachStart(() -> {
                duel.prepare("Warm-up", plan.warmUp());
                starts.add(duel.regulars(TITLE));
            });
            Duel.Outcome outcome = duel.outcome(TITLE, starts);

            Optional<Estimate> database = Estimate.ratio(outcome, Round.Result::postgresMillis);
            Estimate both = Estimate.ratio(outcome, Round.Result::bothMillis).orElseThrow();
            Markdown report = new Markdown()
                    .add("## Few profiles and many")
                    .add("")
                    .add(plan.text())
                    .add("")
                    .add("| Server | Rows of GH_PROFILE | Characters of a profile, mean | Table and indexes, MB |")
                    .add("| --- | ---: | ---: | ---: |")
                    .add(
                            "| %s | %,d | %.0f | %,.1f |",
                            small.name(), smallTable.rows(), smallTable.meanLength(), smallTable.megabytes())
                    .add(
                            "| %s | %,d | %.0f | %,.1f |",
                            large.name(), largeTable.rows(), largeTable.meanLength(), largeTable.megabytes())
                    .add("")
                    .add(
                            "Goal: at most %.1f times. Keycloak's and PostgreSQL's processor %s: **%s**. PostgreSQL's alone %s.",
                            GOAL, both.text(3), both.against(GOAL), Estimate.text(database, 3))
                    .outcome(outcome);
            Load.publish(out, "profiles.md", report);
            return outcome.isClean() ? 0 : 1;
        }
    }
}
