package dev.gatehouse.bench.lab.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress of reading a file on a terminal; does nothing without a terminal. */
final class Progress implements AutoCloseable {

    private static final int EVERY = 4096;

    private final ProgressBar bar;
    private final LongConsumer counter;
    private long read;

    /**
     * Starts the display.
     *
     * @param bytes the size of the file in bytes
     */
    Progress(String task, long bytes) {
        // Since JDK 22 there is a console even without a terminal, so TERM is checked too.
        boolean isTerminal = System.console() != null && System.getenv("TERM") != null;
        bar = isTerminal
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(bytes)
                        .setUnit(" MB", 1 << 20)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build()
                : null;
        counter = rows -> {
            if (bar != null && rows % EVERY == 0) {
                bar.stepTo(read);
                bar.setExtraMessage(" " + rows + " rows");
            }
        };
    }

    /** Wraps the file to count the bytes read. */
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                read += one < 0 ? 0 : 1;
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                read += Math.max(0, count);
                return count;
            }
        };
    }

    LongConsumer counter() {
        return counter;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
