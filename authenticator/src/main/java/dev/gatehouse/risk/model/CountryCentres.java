package dev.gatehouse.risk.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Centres and radii of countries, from a table that {@code scripts/update-country-centres} generates from the Natural Earth map. */
final class CountryCentres {

    private static final String TABLE = "country-centres.csv";
    private static final Map<String, Area> AREAS = read();

    private CountryCentres() {}

    /** The area of a country. Empty for values that are not a country, and for a few small islands. */
    static Optional<Area> of(String country) {
        return Optional.ofNullable(AREAS.get(country));
    }

    private static Map<String, Area> read() {
        try (InputStream in = CountryCentres.class.getResourceAsStream(TABLE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .collect(Collectors.toUnmodifiableMap(
                            fields -> fields[0],
                            fields -> new Area(
                                    new Place(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])),
                                    Double.parseDouble(fields[3]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
