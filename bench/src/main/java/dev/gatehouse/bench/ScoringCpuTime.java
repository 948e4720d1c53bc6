package dev.gatehouse.bench;

import dev.gatehouse.risk.profile.ProfileCodec.UnreadableProfileException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Like {@link ScoringBenchmark}, but in CPU time, which other load on the machine affects less than wall-clock time. */
public final class ScoringCpuTime {

    private static final int CALLS = 20_000;
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private ScoringCpuTime() {}

    /** Prints a table. */
    public static void main(String[] args) throws UnreadableProfileException {
        System.out.println("| Past logins | Characters | Call | Median | 99 of 100 within | Slowest |");
        System.out.println("| ---: | ---: | --- | ---: | ---: | ---: |");
        for (int logins : new int[] {10, 100, 1_000, 10_000}) {
            ScoringBenchmark benchmark = new ScoringBenchmark();
            benchmark.logins = logins;
            benchmark.setUp();
            int length = benchmark.learnAndEncode().length();
            print(logins, length, "read and score", measure(benchmark::decodeAndAssess));
            print(logins, length, "learn and write", measure(benchmark::learnAndEncode));
        }
    }

    /** A call to measure. */
    @FunctionalInterface
    private interface Call {
        Object make() throws UnreadableProfileException;
    }

    private static long[] measure(Call call) throws UnreadableProfileException {
        long[] nanos = new long[CALLS];
        // The first round warms up.
        for (int round = 0; round < 2; round++) {
            for (int number = 0; number < CALLS; number++) {
                long before = THREAD.getCurrentThreadCpuTime();
                Object result = call.make();
                nanos[number] = THREAD.getCurrentThreadCpuTime() - before;
                if (result == null) {
                    throw new IllegalStateException("a call without a result would be optimised away");
                }
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void print(int logins, int length, String call, long[] nanos) {
        System.out.printf(
                "| %,d | %,d | %s | %.0f | %.0f | %.0f |%n",
                logins, length, call, nanos[CALLS / 2] / 1e3, nanos[CALLS / 100 * 99] / 1e3, nanos[CALLS - 1] / 1e3);
    }
}
