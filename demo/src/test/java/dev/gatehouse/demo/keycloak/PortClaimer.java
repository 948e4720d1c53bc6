package dev.gatehouse.demo.keycloak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Another process that claims all ports it can, and holds them until it is closed. */
final class PortClaimer implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private PortClaimer(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts a process that tries all ports from the first up to, but not including, the last. */
    static PortClaimer start(Path folder, int first, int end) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new PortClaimer(new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PortClaimer.class.getName(),
                        folder.toString(),
                        Integer.toString(first),
                        Integer.toString(end))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until it has tried all, and returns the ports that it claimed. */
    List<Integer> claimed() throws IOException {
        String line = output.readLine();
        return line == null || line.isEmpty()
                ? List.of()
                : Stream.of(line.split(",")).map(Integer::valueOf).toList();
    }

    /** Runs in the other process. */
    public static void main(String[] arguments) throws IOException {
        PortClaims claims = new PortClaims(Path.of(arguments[0]));
        System.out.println(IntStream.range(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                .filter(claims::claim)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",")));
        System.in.read();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
