package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gatehouse.testsupport.container.Docker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tool of Prometheus that checks rules and evaluates expressions, where this machine has it. */
final class Promtool {

    private static final String NAME = "promtool";

    private Promtool() {}

    /** Skips the test with the reason unless there is one. */
    static void assume() {
        String problem;
        try {
            Docker.Answer answer = Docker.run(Path.of("."), Map.of(), List.of(NAME, "--version"));
            problem = answer.exitCode() == 0 ? "" : answer.text().strip();
        } catch (UncheckedIOException e) {
            problem = e.getMessage();
        }
        if (!problem.isEmpty()) {
            String reason = "SKIPPED: this machine has not promtool (the package prometheus): " + problem;
            System.out.println(reason);
            abort(reason);
        }
    }

    /** Checks that a file of rules has no faults. */
    static void checkRules(Path folder, String rules) {
        run("check", folder, rules);
    }

    /** Runs a file of tests of rules. */
    static void testRules(Path folder, String tests) {
        run("test", folder, tests);
    }

    private static void run(String command, Path folder, String content) {
        try {
            Path file = Files.createDirectories(folder).resolve(command + ".yml");
            Files.writeString(file, content);
            Docker.Answer answer = Docker.run(folder, Map.of(), List.of(NAME, command, "rules", file.toString()));
            assertThat(answer.exitCode()).as("%s: %s", file, answer.text()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
