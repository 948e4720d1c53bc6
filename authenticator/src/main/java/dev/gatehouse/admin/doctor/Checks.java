package dev.gatehouse.admin.doctor;

import java.util.List;
import java.util.stream.Stream;

/** All checks. A new one is a value in the list of its subject, with its two texts in the messages and its row in the document. */
final class Checks {

    /** A check that failed. It finds nothing itself; {@link Doctor} reports others by it. */
    static final Check FAILED = Check.of("check-failed", Severity.RISK, examination -> Stream.empty());

    static final List<Check> ALL = Stream.of(
                    GateChecks.ALL,
                    FlowChecks.ALL,
                    SettingsChecks.ALL,
                    RealmChecks.ALL,
                    ServerChecks.ALL,
                    List.of(FAILED))
            .flatMap(List::stream)
            .toList();

    private Checks() {}
}
