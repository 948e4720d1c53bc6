package dev.gatehouse.bench.lab.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gatehouse.bench.lab.log.LogWriter;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.UnusableLogException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab events}. */
@Command(
        name = "events",
        description =
                "Converts login events, as exported by Keycloak's Admin REST API, into a log for replay: a JSON array, or one object after the "
                        + "other. The rows are sorted by time. Users are identified by their ids, unknown users by the name that was typed.")
public final class EventsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The events.")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", description = "Output file; standard output unless given.")
    private Path out;

    @Option(
            names = "--countries",
            paramLabel = "FILE",
            description = "A database in MaxMind's format (.mmdb) with the countries of addresses, and their "
                    + "autonomous systems if it has them. Without it these columns stay empty.")
    private Path countries;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<LoginRow> rows = new ArrayList<>();
        long[] others = new long[2];
        try (Countries database = countries == null ? Countries.none() : Countries.file(countries);
                Reader in = Files.newBufferedReader(file)) {
            LoginEvent events = new LoginEvent(database);
            EventReader.read(in, event -> {
                if (LoginEvent.isLogin(event)) {
                    events.row(event, rows.size()).ifPresentOrElse(rows::add, () -> others[1]++);
                } else {
                    others[0]++;
                }
            });
        } catch (JsonProcessingException e) {
            throw new UnusableLogException(file + " is not JSON: " + e.getOriginalMessage() + ", line "
                    + e.getLocation().getLineNr() + ".");
        }
        rows.sort(Comparator.comparing(LoginRow::time));
        try (LogWriter writer = new LogWriter(
                out == null
                        ? new OutputStreamWriter(System.out, StandardCharsets.UTF_8)
                        : Files.newBufferedWriter(out))) {
            for (LoginRow row : rows) {
                writer.write(row);
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(rows.size() + " logins and failed attempts; left out: " + others[0] + " events of other types, "
                + others[1] + " without user or time");
        err.flush();
        return 0;
    }
}
