package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The CPU time of the JIT compilers is separated from Keycloak's. */
class MeterTest {

    @Test
    void theTimeOfCompilersIsNotKeycloaks() {
        Meter before = new Meter(10, Map.of("7", 2.0), 1);
        Meter after = new Meter(15, Map.of("7", 3.5), 1.25);
        assertThat(after.since(before)).isEqualTo(new Meter.Usage(3.5, 1.5, 0.25));
    }

    @Test
    void compilerThreadsMayEndAndStart() {
        Meter before = new Meter(10, Map.of("7", 2.0, "8", 4.0), 1);
        Meter after = new Meter(12, Map.of("7", 2.5, "9", 0.5), 1);
        assertThat(after.since(before)).isEqualTo(new Meter.Usage(1, 1, 0));
    }

    @Test
    void theCompilersOfThisProcessAreFound() {
        Assumptions.assumeTrue(ProcFs.isAvailable(), "Only Linux has /proc");
        long pid = ProcessHandle.current().pid();
        Map<String, Double> compilers = ProcFs.cpuSecondsOfThreads(pid, Meter.COMPILER);
        assertThat(compilers).isNotEmpty();
        assertThat(compilers.values().stream().mapToDouble(Double::doubleValue).sum())
                .isGreaterThan(0)
                .isLessThan(ProcFs.cpuSeconds(pid));
        double all = ProcFs.cpuSecondsOfThreads(pid, ".*").values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(all).as("all threads that are there").isCloseTo(ProcFs.cpuSeconds(pid), within(1.0));
    }
}
