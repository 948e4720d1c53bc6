package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
    void thisProcessHasAHeap() throws InterruptedException {
        assertThat(LiveHeap.bytes(ProcessHandle.current().pid())).isPositive();
    }
}
