package dev.gatehouse.load;

import java.util.Map;

/**
 * The CPU time of a Keycloak and its PostgreSQL since their start.
 *
 * @param keycloak the CPU seconds of Keycloak
 * @param compilers the part of them used by each JIT compiler thread, by thread number
 * @param postgres the CPU seconds of PostgreSQL
 */
record Meter(double keycloak, Map<String, Double> compilers, double postgres) {

    /** The names of HotSpot's compiler threads: {@code C1 CompilerThread0}, {@code C2 CompilerThread0}. */
    static final String COMPILER = "C[12] Compiler.*";

    /** Reads the current values. */
    static Meter read(long keycloak, Postgres postgres) {
        return new Meter(
                ProcFs.cpuSeconds(keycloak), ProcFs.cpuSecondsOfThreads(keycloak, COMPILER), postgres.cpuSeconds());
    }

    /** The CPU time used since an earlier reading. */
    Usage since(Meter before) {
        // Compiler threads may have ended and started in between.
        double compiling = compilers.entrySet().stream()
                .mapToDouble(thread -> thread.getValue() - before.compilers.getOrDefault(thread.getKey(), 0.0))
                .sum();
        return new Usage(keycloak - before.keycloak - compiling, compiling, postgres - before.postgres);
    }

    /**
     * The CPU time used in a period.
     *
     * @param keycloak the CPU seconds of Keycloak, without the JIT compilers
     * @param compilers the CPU seconds of the JIT compilers
     * @param postgres the CPU seconds of PostgreSQL
     */
    record Usage(double keycloak, double compilers, double postgres) {

        static final Usage NONE = new Usage(0, 0, 0);

        /** The sum of both. */
        Usage plus(Usage other) {
            return new Usage(keycloak + other.keycloak, compilers + other.compilers, postgres + other.postgres);
        }
    }
}
