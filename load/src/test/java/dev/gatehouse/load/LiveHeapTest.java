package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

    @Test
    void onlyTheTotalOfAHistogramIsRead() throws IOException {
        assertThat(LiveHeap.total("""
                123:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:        100000       12345678  [B (java.base@17.0.15)
                Total       1000000       98765432
                """)).isEqualTo(98_765_432);
        assertThatThrownBy(() -> LiveHeap.total("Unable to open socket file")).isInstanceOf(IOException.class);
    }

    @Test
    void aRunningProcessHasAHeap() throws IOException, InterruptedException {
        // Not this process: from JDK 24 on, it prints its histogram while all its threads stand still, so nobody would
        // read it.
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo(Waiting.READY);
            assertThat(LiveHeap.bytes(other.pid())).isPositive();
        } finally {
            other.destroyForcibly();
        }
    }

    /** A process that lives until its input ends. */
    static final class Waiting {

        private static final String READY = "ready";

        private Waiting() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(READY);
            System.in.read();
        }
    }
}
