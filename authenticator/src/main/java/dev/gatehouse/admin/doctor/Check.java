package dev.gatehouse.admin.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A check of a realm and its server. It reads and changes nothing. All checks are in {@link Checks#ALL}; the texts of a check are in the
 * messages, see {@link FindingTexts}.
 */
interface Check {

    /** The stable id, which reports, logs and documents use. */
    String id();

    /** How much its findings matter. */
    Severity severity();

    /** The id of the set-up step that closes its findings, without what {@link Fault#target} adds; empty if none does. */
    Optional<String> fix();

    /** The faults that it finds; empty if there is none. */
    Stream<Fault> faults(Examination examination);

    /** The findings of the check. */
    default List<Finding> findings(Examination examination) {
        return faults(examination)
                .map(fault -> new Finding(id(), severity(), fault, fix().map(fault::step)))
                .toList();
    }

    /** Finds faults. */
    interface Rule {

        Stream<Fault> faults(Examination examination);
    }

    /** A check whose findings an administrator must close. */
    static Check of(String id, Severity severity, Rule rule) {
        return new RuleCheck(id, severity, Optional.empty(), rule);
    }

    /**
     * A check whose findings set-up can close.
     *
     * @param fix the id of the set-up step
     */
    static Check of(String id, Severity severity, String fix, Rule rule) {
        return new RuleCheck(id, severity, Optional.of(fix), rule);
    }

    /** A check that consists of a rule. */
    record RuleCheck(String id, Severity severity, Optional<String> fix, Rule rule) implements Check {

        @Override
        public Stream<Fault> faults(Examination examination) {
            return rule.faults(examination);
        }
    }
}
