package dev.gatehouse.it.admin;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of the command for administrators, without a terminal.
 *
 * @param exit its exit status
 * @param output what it printed
 */
record CommandRun(int exit, String output) {

    /** Runs the JAR that the server runs, as the first administrator. */
    static CommandRun of(TestServer server, String word, String realm, String... more)
            throws IOException, InterruptedException {
        return at(server.url(), word, realm, more);
    }

    /** The same for a server at a URL. */
    static CommandRun at(String url, String word, String realm, String... more)
            throws IOException, InterruptedException {
        Path jar = Installation.in(Path.of(System.getProperty("gatehouse.demo"))).providers().stream()
                .filter(path -> path.getFileName().toString().startsWith("gatehouse-authenticator"))
                .findFirst()
                .orElseThrow();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> words = new ArrayList<>(List.of(
                java.toString(), "-jar", jar.toString(), word, "--realm", realm, "--server", url, "--user", "admin"));
        words.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("KC_CLI_PASSWORD", "admin");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun(process.waitFor(), output);
    }
}
