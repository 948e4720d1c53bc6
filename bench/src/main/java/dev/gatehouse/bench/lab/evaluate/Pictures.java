package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Attacker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of the figures, in PNG. */
final class Pictures {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 480;
    private static final int POINTS = 200;
    private static final List<String> MODELS = List.of("Freeman", "Gatehouse", "Gatehouse with device token");

    private final Evaluation evaluation;

    Pictures(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** Writes all charts into a folder, which must exist; returns the file names. */
    List<String> writeTo(Path folder) throws IOException {
        write(roc(), folder.resolve("roc"));
        write(challenges(), folder.resolve("challenges"));
        write(homeAndMinority(), folder.resolve("home-and-minority"));
        return List.of("roc.png", "challenges.png", "home-and-minority.png");
    }

    private static void write(Chart<?, ?> chart, Path file) throws IOException {
        chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
        // As SVG, grid and curves would be ten times as large.
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private XYChart roc() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Targeted attackers: who is caught, who is challenged (first logins left out)")
                .xAxisTitle("share of users' logins asked")
                .yAxisTitle("share of attackers caught")
                .build();
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(1.0)
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setLegendPosition(Styler.LegendPosition.InsideSE);
        Run run = evaluation.firstRun();
        for (int scorer = 0; scorer < run.scorers(); scorer++) {
            List<double[]> points =
                    Roc.of(run.scored(scorer).own(), run.scored(scorer).of(Attacker.TARGETED), POINTS);
            chart.addSeries(
                            run.name(scorer),
                            points.stream().mapToDouble(point -> point[0]).toArray(),
                            points.stream().mapToDouble(point -> point[1]).toArray())
                    .setMarker(SeriesMarkers.NONE);
        }
        return chart;
    }

    private XYChart challenges() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Challenges after so many logins, where .99 of targeted attackers are caught")
                .xAxisTitle("logins")
                .yAxisTitle("mean challenges, the first login included")
                .build();
        chart.getStyler().setYAxisMin(0.0).setLegendPosition(Styler.LegendPosition.InsideNW);
        int[] counted = Evaluation.counted();
        for (String name : MODELS) {
            double[] y = Arrays.stream(counted)
                    .mapToDouble(logins -> evaluation
                            .figures()
                            .of(Evaluation.ONE_COUNTRY, name, "mean", logins)
                            .mean())
                    .toArray();
            chart.addSeries(name, Arrays.stream(counted).asDoubleStream().toArray(), y);
        }
        return chart;
    }

    private CategoryChart homeAndMinority() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("20 % live elsewhere: logins asked, where .99 of attackers are caught")
                .yAxisTitle("percent of the second to twelfth login")
                .build();
        chart.getStyler().setYAxisMin(0.0).setLegendPosition(Styler.LegendPosition.InsideNW);
        List<Attacker> attackers = List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.RESIDENTIAL);
        for (String name : MODELS.subList(0, 2)) {
            for (String who : List.of("home", "minority")) {
                List<Double> percents = new ArrayList<>();
                attackers.forEach(attacker -> percents.add(100
                        * evaluation
                                .figures()
                                .of(Evaluation.MANY_COUNTRIES, name, attacker, who, "rate")
                                .mean()));
                chart.addSeries(
                        name + ", " + (who.equals("home") ? "at home" : "elsewhere"),
                        attackers.stream().map(Attacker::label).toList(),
                        percents);
            }
        }
        return chart;
    }
}
