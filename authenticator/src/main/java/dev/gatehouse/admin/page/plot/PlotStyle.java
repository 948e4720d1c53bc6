package dev.gatehouse.admin.page.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheet of plots: the file that pages link to, which exported plots contain. */
public final class PlotStyle {

    private static final String FILE = "/theme-resources/resources/gatehouse/gatehouse-plot.css";

    private static final String SHEET = read();

    private PlotStyle() {}

    /** The style sheet. It is the same for all realms and languages, and has no {@code <}, so that it can stand in a page. */
    public static String sheet() {
        return SHEET;
    }

    private static String read() {
        try (InputStream file = Objects.requireNonNull(PlotStyle.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
