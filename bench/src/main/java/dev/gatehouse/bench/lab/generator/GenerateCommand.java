package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.LogWriter;
import dev.gatehouse.bench.lab.log.LoginRow;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab generate}. */
@Command(
        name = "generate",
        description =
                "Generates a synthetic login log with the columns of the RBA data set and two of our own. The same seed gives the same log.",
        showDefaultValues = true)
public final class GenerateCommand implements Callable<Integer> {

    /** The kind of realm. */
    private enum Realm {
        HOME,
        MIXED,
        DATASET,
        DRIFTED
    }

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Output file; standard output unless given.")
    private Path file;

    @Option(names = "--seed", description = "The seed of the random numbers.")
    private long seed = 1;

    @Option(names = "--users", description = "Number of users.")
    private int users = 1000;

    @Option(names = "--days", description = "Number of days, at most 390.")
    private int days = 365;

    @Option(
            names = "--realm",
            description =
                    "home: one country. mixed: 20 %% live elsewhere. dataset: shares of countries and failures as in the data "
                            + "set, with its pseudo-user. drifted: another kind of realm, made in another way; of the options below it knows --attacks and --lost-tokens. "
                            + "One of ${COMPLETION-CANDIDATES}.")
    private Realm realm = Realm.HOME;

    @Option(names = "--home-share", description = "Share of days that users spend in their home country.")
    private double homeShare = 0.97;

    @Option(
            names = "--minority-share",
            description = "Share of users who live outside the main country; the realm's by default.",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private Double minorityShare;

    @Option(
            names = "--contexts",
            arity = "3",
            paramLabel = "SHARE",
            description = "Mean shares of logins from home, phone and work.")
    private double[] contexts = {0.75, 0.15, 0.08};

    @Option(names = "--devices", description = "Mean number of devices of a user, from 1 to 3.")
    private double devices = 1.7;

    @Option(names = "--frequency", description = "How often users log in. One of ${COMPLETION-CANDIDATES}.")
    private RealmPlan.Frequency frequency = RealmPlan.Frequency.DATASET;

    @Option(names = "--failed-share", description = "Share of the users' own attempts with a wrong password.")
    private double failedShare = 0.27;

    @Option(
            names = "--noise-share",
            description = "Share of lines that are failed attempts against one pseudo-user; the realm's by default.",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private Double noiseShare;

    @Option(names = "--lost-tokens", description = "Share of logins that lost the token stored in the browser.")
    private double lostTokens = 0.1;

    @Option(names = "--attacks", description = "Share of users who are attacked once by each kind of attacker.")
    private double attacks = 1;

    @Option(
            names = "--targeted-copies",
            description = "Share of targeted attackers who copy the family of the victim's device.")
    private double targetedCopies = 0.18;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LoginGenerator generator = generator();
        long count = 0;
        try (LogWriter writer = new LogWriter(out());
                Stream<LoginRow> rows = generator.rows()) {
            for (Iterator<LoginRow> all = rows.iterator(); all.hasNext(); count++) {
                writer.write(all.next());
            }
        }
        spec.commandLine().getErr().println(count + " lines");
        return 0;
    }

    private LoginGenerator generator() {
        if (realm == Realm.DRIFTED) {
            return new DriftedLog(seed, users, days, attacks, lostTokens);
        }
        double minority = minorityShare != null
                ? minorityShare
                : switch (realm) {
                    case MIXED -> 0.2;
                    case DATASET -> 0.314;
                    default -> 0;
                };
        double noise = noiseShare != null ? noiseShare : realm == Realm.DATASET ? 0.45 : 0;
        return new SyntheticLog(new RealmPlan(
                seed,
                users,
                days,
                homeShare,
                minority,
                contexts[0],
                contexts[1],
                contexts[2],
                devices,
                frequency,
                failedShare,
                noise,
                lostTokens,
                attacks,
                targetedCopies));
    }

    private Writer out() throws IOException {
        return file == null
                ? new OutputStreamWriter(System.out, StandardCharsets.UTF_8)
                : Files.newBufferedWriter(file);
    }
}
