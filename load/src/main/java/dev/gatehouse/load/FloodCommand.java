package dev.gatehouse.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.StatUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures whether repeated requests for one page from one address fill the server's memory or block logins. */
@Command(
        name = "flood",
        description =
                "Sends hundreds of thousands of GETs of one page; measures the memory before and after, and the time of logins meanwhile.",
        mixinStandardHelpOptions = true)
final class FloodCommand implements Callable<Integer> {

    private static final double MOST_MEMORY = 1.1;
    private static final double MOST_TIME = 2;
    private static final int MEDIAN = 50;
    private static final int SLOW = 95;

    @Option(
            names = "--gets",
            paramLabel = "N",
            defaultValue = "300000",
            description = "How often the page is requested; ${DEFAULT-VALUE} unless given.")
    private int gets;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "Parallel connections; ${DEFAULT-VALUE} unless given.")
    private int connections;

    @Option(
            names = "--page",
            paramLabel = "PATH",
            defaultValue = "login-actions/reset-credentials?client_id=workspace",
            description = "Path of the page below the realm; ${DEFAULT-VALUE} unless given.")
    private String page;

    @Option(
            names = "--logins",
            paramLabel = "N",
            defaultValue = "300",
            description = "Logins without a flood, as the baseline; ${DEFAULT-VALUE} unless given.")
    private int logins;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Warm-up logins before the measurement; ${DEFAULT-VALUE} unless given.")
    private int warmUp;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/load",
            description = "Where flood.md is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    @Override
    public Integer call() throws InterruptedException {
        ProcFs.require();
        if (gets < 1 || connections < 1 || logins < 1) {
            throw new IllegalArgumentException("--gets, --connections and --logins must be 1 or more.");
        }
        Crowd crowd = new Crowd(20, 0);
        try (Site site = new Site(Software.GATEHOUSE, "gatehouse", Hash.DEFAULT, crowd.all())) {
            new Round(site, crowd.regulars(), Math.max(1, warmUp), 1).run();
            new Flood(site, page, Math.min(gets, 10 * Math.max(1, warmUp)), connections).run();
            site.endAllSessions();
            long before = LiveHeap.bytes(site.pid());
            Round.Result alone = new Round(site, crowd.regulars(), logins, 1).run();
            Flood flood = new Flood(site, page, gets, connections);
            Thread attacker = new Thread(flood::run, "flood");
            attacker.start();
            List<Round.Result> meanwhile = new ArrayList<>();
            do {
                meanwhile.add(new Round(site, crowd.regulars(), Math.max(1, logins / 10), 1).run());
            } while (attacker.isAlive());
            attacker.join();
            site.endAllSessions();
            return report(before, LiveHeap.bytes(site.pid()), alone, Round.Result.sum(meanwhile), flood);
        }
    }

    private int report(long before, long after, Round.Result alone, Round.Result meanwhile, Flood flood) {
        boolean isMemoryBack = after <= before * MOST_MEMORY;
        double times = median(meanwhile) / median(alone);
        int failed = alone.errors().size() + meanwhile.errors().size();
        Markdown report = new Markdown()
                .add("## Flood of one page")
                .add("")
                .add(
                        "%d GETs of `%s` over %d connections from one address, %.0f a second; other answers than a page or a redirect: %d.",
                        gets, page, connections, flood.perSecond(), flood.failed())
                .add("")
                .add("| | Before | Flood | |")
                .add("| --- | ---: | ---: | --- |")
                .add(
                        "| Live heap, MB | %.1f | %.1f | %+.1f %%, at most +10 %%: **%s** |",
                        before / 1e6, after / 1e6, 100.0 * (after - before) / before, isMemoryBack ? "met" : "missed")
                .add(
                        "| Whole login, median, ms | %.0f | %.0f | %.2f times, at most %.0f times: **%s** |",
                        median(alone), median(meanwhile), times, MOST_TIME, times < MOST_TIME ? "met" : "missed")
                .add("| 95 of 100 within, ms | %.0f | %.0f | |", percentile(alone, SLOW), percentile(meanwhile, SLOW))
                .add("| Logins | %d | %d | %d failed |", alone.logins(), meanwhile.logins(), failed)
                .add("")
                .add(
                        "The heap is what is alive after a full collection, right after the last GET. Load average of the machine then: %s.",
                        ProcFs.loadAverage());
        Load.publish(out, "flood.md", report);
        return isMemoryBack && times < MOST_TIME && failed == 0 ? 0 : 1;
    }

    private static double median(Round.Result result) {
        return percentile(result, MEDIAN);
    }

    private static double percentile(Round.Result result, int percent) {
        return StatUtils.percentile(result.millis().get(Step.LOGIN), percent);
    }
}
