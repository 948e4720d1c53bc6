package dev.gatehouse.bench.lab.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how far the reading of a file is; without a terminal, nothing. */
final class Progress implements AutoCloseable {

    private static final int EVERY = 4096;

    private final ProgressBar bar;
    private final LongConsumer counter;
    private long read;

    /**
     * Begins.
     *
     * @param bytes how long the file is
     */
    Progress(String task, long bytes) {
        // A JDK 22 and later has a console without a terminal too, so TERM is asked as well.
        boolean isTerminal = System.console() != null && System.getenv("TERM") != null;
        bar = isTerminal
                ? new ProgressBarBuilder().setTaskName(task).setInitialMax(bytes).setUnit(" MB", 1 << 20).setStyle(ProgressBarStyle.ASCII).build()
                : null;
        counter = rows -> {
            if (bar != null && rows % EVERY == 0) {
                bar.stepTo(read);
                bar.setExtraMessage(" " + rows + " rows");
            }
        };
    }

    /** The file, counted as it is read. */
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
