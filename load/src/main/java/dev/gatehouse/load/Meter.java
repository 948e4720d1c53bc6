package dev.gatehouse.load;

import java.util.Map;

/**
 * What a Keycloak and its PostgreSQL have used since they were started.
 *
 * @param keycloak the seconds that Keycloak has kept a processor busy
 * @param compilers how many of them each thread of Java's compilers has, by the thread's number
 * @param postgres the seconds that PostgreSQL has kept a processor busy
 */
record Meter(double keycloak, Map<String, Double> compilers, double postgres) {

    /** As HotSpot names them: {@code C1 CompilerThread0}, {@code C2 CompilerThread0}. */
    static final String COMPILER = "C[12] Compiler.*";

    /** Reads it. */
    static Meter read(long keycloak, Postgres postgres) {
        return new Meter(ProcFs.cpuSeconds(keycloak), ProcFs.cpuSecondsOfThreads(keycloak, COMPILER), postgres.cpuSeconds());
    }

    /** What was used since an earlier time. */
    Usage since(Meter before) {
        // A thread of a compiler may have ended, and another one begun.
        double compiling = compilers.entrySet().stream().mapToDouble(thread -> thread.getValue() - before.compilers.getOrDefault(thread.getKey(), 0.0)).sum();
        return new Usage(keycloak - before.keycloak - compiling, compiling, postgres - before.postgres);
    }

    /**
     * What was used in some time.
     *
     * @param keycloak the seconds that Keycloak has kept a processor busy, without Java's compilers
     * @param compilers the seconds that these have
     * @param postgres the seconds that PostgreSQL has
     */
    record Usage(double keycloak, double compilers, double postgres) {

        static final Usage NONE = new Usage(0, 0, 0);

        /** Both together. */
        Usage plus(Usage other) {
            return new Usage(keycloak + other.keycloak, compilers + other.compilers, postgres + other.postgres);
        }
    }
}
