package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Reads process statistics of Linux, see proc(5). */
final class ProcFs {

    private static final Path PROC = Path.of("/proc");
    /** {@code USER_HZ}, which is 100 on every architecture that Keycloak runs on. */
    private static final double TICKS_PER_SECOND = 100;
    /** Fields of {@code stat} after the name of the program: CPU time of the process, and of its terminated children. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private ProcFs() {}

    /** Whether this machine has /proc. */
    static boolean isAvailable() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Fails early on a machine without /proc. */
    static void require() {
        if (!isAvailable()) {
            throw new LauncherException(
                    "The time of the processor is read from /proc, which this machine does not have. Run this on Linux.");
        }
    }

    /** The CPU seconds of a process, in user and system mode. */
    static double cpuSeconds(long pid) {
        return seconds(stat(pid), USER, SYSTEM);
    }

    /** The CPU seconds of a process and all its children, including terminated ones. */
    static double cpuSecondsWithChildren(ProcessHandle parent) {
        double seconds = seconds(stat(parent.pid()), USER, SYSTEM, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM);
        for (ProcessHandle child : parent.children().toList()) {
            // If a child terminates now, its time is in the parent's next reading.
            seconds += child.isAlive() ? seconds(statOrNothing(folder(child.pid())), USER, SYSTEM) : 0;
        }
        return seconds;
    }

    /**
     * The CPU seconds of the current threads of a process, by thread number.
     *
     * @param names a regular expression for the first 15 characters of a thread's name, which Linux keeps
     */
    static Map<String, Double> cpuSecondsOfThreads(long pid, String names) {
        Map<String, Double> seconds = new HashMap<>();
        try (Stream<Path> folders = Files.list(folder(pid).resolve("task"))) {
            for (Path thread : folders.toList()) {
                String[] stat = isNamed(thread, names) ? statOrNothing(thread) : new String[0];
                if (stat.length > 0) {
                    seconds.put(thread.getFileName().toString(), seconds(stat, USER, SYSTEM));
                }
            }
        } catch (IOException e) {
            throw gone(pid, e);
        }
        return seconds;
    }

    private static boolean isNamed(Path thread, String names) {
        try {
            return Files.readString(thread.resolve("comm")).strip().matches(names);
        } catch (IOException ended) {
            return false;
        }
    }

    /** The resident memory of a process, in megabytes of 1,048,576 bytes. */
    static double residentMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(folder(pid).resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw gone(pid, e);
        }
    }

    private static LauncherException gone(long pid, IOException why) {
        return new LauncherException("The process %d is gone (%s).".formatted(pid, why.getMessage()), why);
    }

    /** The load average of the last minute. */
    static double loadAverage() {
        try {
            return Double.parseDouble(Files.readString(PROC.resolve("loadavg")).split(" ")[0]);
        } catch (IOException e) {
            throw new LauncherException("The load average cannot be read (%s).".formatted(e.getMessage()), e);
        }
    }

    private static double seconds(String[] stat, int... fields) {
        double ticks = 0;
        for (int field : fields) {
            ticks += stat.length > field ? Long.parseLong(stat[field]) : 0;
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static Path folder(long pid) {
        return PROC.resolve(Long.toString(pid));
    }

    private static String[] stat(long pid) {
        String[] stat = statOrNothing(folder(pid));
        if (stat.length == 0) {
            throw new LauncherException("The process %d is gone.".formatted(pid));
        }
        return stat;
    }

    private static String[] statOrNothing(Path processOrThread) {
        try {
            String line = Files.readString(processOrThread.resolve("stat"));
            // The program's name is in parentheses, and may contain spaces and parentheses.
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException gone) {
            return new String[0];
        }
    }
}
