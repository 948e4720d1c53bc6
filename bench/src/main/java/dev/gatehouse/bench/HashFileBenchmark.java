package dev.gatehouse.bench;

import dev.gatehouse.password.list.PasswordList;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One look-up in an admin's sorted file of SHA-1 hashes on disk. The file is in the system's page cache. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashFileBenchmark {

    /** The number of lines in the file, 46 bytes each. */
    @Param({"1000000", "20000000"})
    public int lines;

    private Path file;
    private PasswordList list;
    private int next;

    /** Writes the file: sorted, evenly distributed hashes, as in a real one. */
    @Setup
    public void setUp() throws IOException {
        file = Files.createTempFile("hashes", ".txt");
        SplittableRandom random = new SplittableRandom(1);
        long step = (1L << 60) / lines;
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (int line = 0; line < lines; line++) {
                writer.write("%015X%016X%09X:%03d%n"
                        .formatted(
                                line * step + random.nextLong(step),
                                random.nextLong(),
                                random.nextLong(1L << 36),
                                line % 1000));
            }
        }
        list = PasswordList.open(file);
    }

    /** Deletes the file. */
    @TearDown
    public void tearDown() throws IOException {
        Files.delete(file);
    }

    /** A password that is not in the file, different each time. */
    @Benchmark
    public boolean lookUp() throws IOException {
        return list.contains("password " + next++);
    }
}
