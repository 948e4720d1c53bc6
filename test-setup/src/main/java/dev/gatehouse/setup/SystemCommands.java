package dev.gatehouse.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs as processes. */
final class SystemCommands implements Commands {

    @Override
    public boolean has(String program) {
        return Programs.find(program).isPresent();
    }

    @Override
    public Outcome run(Duration limit, List<String> command) {
        return run(limit, new ProcessBuilder(command));
    }

    /** Runs a program with a given environment. */
    Outcome run(Duration limit, ProcessBuilder builder) {
        Path log = null;
        try {
            log = Files.createTempFile("gatehouse-setup", ".log");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            // Closes the input, so that a program that prompts does not wait.
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Outcome(
                    ended && process.exitValue() == 0, new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Outcome(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(false, "interrupted");
        } finally {
            if (log != null) {
                log.toFile().delete();
            }
        }
    }
}
