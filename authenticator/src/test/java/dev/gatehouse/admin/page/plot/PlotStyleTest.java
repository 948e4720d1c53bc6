package dev.gatehouse.admin.page.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlotStyleTest {

    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{[^{}]*?(?:fill|stroke): #([0-9a-f]{3,6})");

    private static final List<String> LIGHT = List.of("ffffff", "f3f5f8");
    private static final List<String> DARK = List.of("1a212b", "10151c");

    @Test
    void textsAndSeriesStandOutFromTheGroundsOfThePagesInBothSchemes() {
        String[] schemes = PlotStyle.sheet().split("@media", 3);
        assertContrast(schemes[0], LIGHT);
        assertContrast(schemes[1], DARK);
    }

    private static void assertContrast(String rules, List<String> grounds) {
        int checked = 0;
        Matcher matcher = RULE.matcher(rules);
        while (matcher.find()) {
            double least = least(matcher.group(1));
            for (String ground : grounds) {
                assertThat(contrast(matcher.group(2), ground))
                        .as(matcher.group(1).strip() + " on #" + ground)
                        .isGreaterThanOrEqualTo(least);
            }
            checked += least > 0 ? 1 : 0;
        }
        assertThat(checked).isGreaterThanOrEqualTo(9);
    }

    private static double least(String selector) {
        if (selector.contains("plot-name") || selector.contains("plot-note") || selector.contains("plot-title")) {
            return 4.5;
        }
        return selector.contains("plot-series") || selector.contains("plot-axis") || selector.contains("plot-marker")
                ? 3
                : 0;
    }

    private static double contrast(String color, String ground) {
        double first = luminance(color) + 0.05;
        double second = luminance(ground) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(String color) {
        String full = color.length() == 3 ? color.replaceAll("(.)", "$1$1") : color;
        return 0.2126 * channel(full, 0) + 0.7152 * channel(full, 2) + 0.0722 * channel(full, 4);
    }

    private static double channel(String color, int from) {
        double value = Integer.parseInt(color.substring(from, from + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    void theSheetLoadsNothingAndCanStandInAPage() {
        assertThat(PlotStyle.sheet()).doesNotContain("url(", "@import", "<", "]]>");
    }

    @Test
    void eachSeriesHasAColorInEachScheme() {
        for (int series = 1; series <= StackedColumns.MOST_SERIES; series++) {
            assertThat(PlotStyle.sheet().split("\\.plot-series-" + series + "\\b", -1))
                    .as("light, dark and forced colours")
                    .hasSize(4);
        }
    }
}
