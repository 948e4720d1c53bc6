package dev.gatehouse.bench.lab.replay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The peak memory use of this program. */
final class Memory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private Memory() {}

    /**
     * A readable summary. Omits the peaks of the heap's memory pools: they occur at different times, so their sum exceeds the real
     * peak.
     */
    static String peak() {
        long limit = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        return String.format(Locale.ROOT, "heap limited to %d MB", limit >> 20) + process();
    }

    /** The peak of the whole process, if the system provides it (Linux). */
    private static String process() {
        if (!Files.isReadable(STATUS)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .findFirst()
                    .map(line -> ", process at most " + Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
