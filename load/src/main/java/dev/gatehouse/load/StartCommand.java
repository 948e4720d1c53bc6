package dev.gatehouse.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the time of a start and the memory of the server after it. */
@Command(
        name = "start",
        description = "Measures the time and memory of a start with Gatehouse and in Keycloak alone.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    private static final double GOAL_SECONDS = 1;
    private static final double GOAL_MEGABYTES = 40;
    private static final long MILLIS_TO_SETTLE = 2000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many times each server is started; ${DEFAULT-VALUE} unless given.")
    private int rounds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/load",
            description = "Where start.md is written; ${DEFAULT-VALUE} unless given.")
    private Path out;

    /**
     * One start.
     *
     * @param seconds until the server responded
     * @param processor the CPU seconds used until then
     * @param megabytes its memory two seconds later
     * @param afterLogin its memory after a login
     * @param errors the number of failed logins
     */
    private record Start(double seconds, double processor, double megabytes, double afterLogin, int errors) {}

    @Override
    public Integer call() throws InterruptedException {
        ProcFs.require();
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be 1 or more.");
        }
        Crowd atStock = new Crowd(1, 0);
        Crowd atGatehouse = new Crowd(1, 0);
        List<Start> ofStock = new ArrayList<>();
        List<Start> ofGatehouse = new ArrayList<>();
        List<Double> loadAverages = new ArrayList<>();
        try (Site stock = new Site(Software.STOCK, "stock", Hash.DEFAULT, atStock.all());
                Site gatehouse = new Site(Software.GATEHOUSE, "gatehouse", Hash.DEFAULT, atGatehouse.all())) {
            // The first start built the server and imported the realm; the first login makes the device known.
            new Round(stock, atStock.regulars(), 1, 1).run();
            new Round(gatehouse, atGatehouse.regulars(), 1, 1).run();
            stock.stop();
            gatehouse.stop();
            for (int round = 0; round < rounds; round++) {
                boolean stockFirst = round % 2 == 0;
                if (stockFirst) {
                    ofStock.add(start(stock, atStock));
                }
                ofGatehouse.add(start(gatehouse, atGatehouse));
                if (!stockFirst) {
                    ofStock.add(start(stock, atStock));
                }
                loadAverages.add(ProcFs.loadAverage());
            }
        }
        Markdown report = new Markdown()
                .add("## Start")
                .add("")
                .add(
                        "| Server | Starts | Until it answers, s | Processor until then, s | Memory then, MB | Memory after a login, MB |")
                .add("| --- | ---: | ---: | ---: | ---: | ---: |")
                .add(line(Software.STOCK.label(), ofStock))
                .add(line(Software.GATEHOUSE.label(), ofGatehouse))
                .add("")
                .add(
                        "Medians, in brackets the least and the most. Goals: %.0f s more at most: %+.1f s, **%s**; %.0f MB more at most: %+.0f MB after the start and %+.0f MB after a login, **%s**.",
                        GOAL_SECONDS,
                        more(ofStock, ofGatehouse, Start::seconds),
                        more(ofStock, ofGatehouse, Start::seconds) <= GOAL_SECONDS ? "met" : "missed",
                        GOAL_MEGABYTES,
                        more(ofStock, ofGatehouse, Start::megabytes),
                        more(ofStock, ofGatehouse, Start::afterLogin),
                        Math.max(
                                                more(ofStock, ofGatehouse, Start::megabytes),
                                                more(ofStock, ofGatehouse, Start::afterLogin))
                                        <= GOAL_MEGABYTES
                                ? "met"
                                : "missed")
                .add("")
                .add("Load average of the machine after each pair: %s.", loadAverages);
        Load.publish(out, "start.md", report);
        return ofStock.stream().mapToInt(Start::errors).sum()
                                + ofGatehouse.stream().mapToInt(Start::errors).sum()
                        == 0
                ? 0
                : 1;
    }

    private static Start start(Site site, Crowd crowd) throws InterruptedException {
        long started = System.nanoTime();
        site.start();
        double seconds = (System.nanoTime() - started) / 1e9;
        double processor = ProcFs.cpuSeconds(site.pid());
        Thread.sleep(MILLIS_TO_SETTLE);
        double megabytes = ProcFs.residentMegabytes(site.pid());
        Round.Result login = new Round(site, crowd.regulars(), 1, 1).run();
        Start start = new Start(
                seconds,
                processor,
                megabytes,
                ProcFs.residentMegabytes(site.pid()),
                login.errors().size());
        System.err.println(String.format(Locale.ROOT, "%s: %s", site.name(), start));
        site.stop();
        return start;
    }

    private static String line(String name, List<Start> starts) {
        return "| %s | %d | %s | %s | %s | %s |"
                .formatted(
                        name,
                        starts.size(),
                        text(starts, Start::seconds, 1),
                        text(starts, Start::processor, 1),
                        text(starts, Start::megabytes, 0),
                        text(starts, Start::afterLogin, 0));
    }

    private static String text(List<Start> starts, ToDoubleFunction<Start> figure, int digits) {
        double[] values = starts.stream().mapToDouble(figure).toArray();
        String number = "%." + digits + "f";
        return String.format(
                Locale.ROOT,
                number + " (" + number + " to " + number + ")",
                StatUtils.percentile(values, 50),
                StatUtils.min(values),
                StatUtils.max(values));
    }

    private static double more(List<Start> ofStock, List<Start> ofGatehouse, ToDoubleFunction<Start> figure) {
        return StatUtils.percentile(ofGatehouse.stream().mapToDouble(figure).toArray(), 50)
                - StatUtils.percentile(ofStock.stream().mapToDouble(figure).toArray(), 50);
    }
}
