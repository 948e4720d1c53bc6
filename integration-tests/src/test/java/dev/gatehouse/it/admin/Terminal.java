package dev.gatehouse.it.admin;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A terminal in which an administrator types a command and answers what it asks, by {@code script} of util-linux. */
final class Terminal {

    private static final String SCRIPT = "/usr/bin/script";

    private final Path folder;

    /** Opens a terminal in a folder; skips the test, with the reason in the output, if this machine has none. */
    Terminal(Path folder) {
        this.folder = folder;
        if (!Files.isExecutable(Path.of(SCRIPT))
                || !System.getProperty("os.name").equals("Linux")) {
            String reason = "A terminal is simulated by " + SCRIPT + " of util-linux, which is not here.";
            System.out.println("SKIPPED: " + reason);
            abort(reason);
        }
    }

    /**
     * What is typed once a question is shown.
     *
     * @param question the end of the question
     * @param text the answer, without the line feed
     */
    record Answer(String question, String text) {}

    /** Types a command, and the answers in their order; waits until it ends. Java is the one that runs the test. */
    CommandRun type(String command, List<Answer> answers) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        SCRIPT, "--quiet", "--flush", "--return", "--command", command, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Path java = Path.of(System.getProperty("java.home"), "bin");
        builder.environment().merge("PATH", java + File.pathSeparator, (path, first) -> first + path);
        builder.environment().remove("KC_CLI_PASSWORD");
        Process process = builder.start();
        StringBuilder output = new StringBuilder();
        try (Reader screen = process.inputReader(StandardCharsets.UTF_8);
                Writer keyboard = process.outputWriter(StandardCharsets.UTF_8)) {
            int answered = 0;
            for (int read = screen.read(); read >= 0; read = screen.read()) {
                output.append((char) read);
                if (answered < answers.size()
                        && output.toString().endsWith(answers.get(answered).question())) {
                    keyboard.write(answers.get(answered).text() + "\n");
                    keyboard.flush();
                    answered++;
                }
            }
        }
        return new CommandRun(process.waitFor(), output.toString());
    }
}
