package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import java.io.PrintStream;

/** Runs Gatling repeatedly in this process. */
final class Simulations {

    private static final PrintStream OUT = System.out;

    private Simulations() {}

    /** Runs a simulation to its end. */
    static void run(Class<? extends Simulation> simulation) {
        // Gatling's output is not part of the report.
        System.setOut(System.err);
        try {
            int status = Gatling$.MODULE$.fromArgs(new String[] {"--simulation", simulation.getName(), "--no-reports"});
            if (status != 0) {
                throw new LauncherException("Gatling ended with status %d. See its output above.".formatted(status));
            }
        } finally {
            System.setOut(OUT);
        }
    }
}
