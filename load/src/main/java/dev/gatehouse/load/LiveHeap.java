package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The live heap of a Java process, measured by the JDK's {@code jcmd}. */
final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private LiveHeap() {}

    /** The size in bytes of all live objects after a full collection. */
    static long bytes(long pid) throws InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            // Two collections: objects with finalizers and cleaners are freed by the second.
            run(jcmd, Long.toString(pid), "GC.run");
            return total(run(jcmd, Long.toString(pid), "GC.class_histogram"));
        } catch (IOException e) {
            throw new LauncherException(
                    "The heap cannot be measured: " + jcmd + " of a JDK is needed (" + e.getMessage() + ").", e);
        }
    }

    /** The total of a histogram. */
    static long total(String histogram) throws IOException {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("no total in what it prints");
        }
        return Long.parseLong(total.group(1));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(printed.strip());
        }
        return printed;
    }
}
