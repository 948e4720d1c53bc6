package dev.gatehouse.admin.doctor;

import java.util.Optional;

/**
 * A fault with the check that found it.
 *
 * @param id the id of the check
 * @param severity how much it matters
 * @param fault where it is
 * @param fix the id of the set-up step that closes it; empty if none does
 */
public record Finding(String id, Severity severity, Fault fault, Optional<String> fix) {

    /** What distinguishes it from the other findings of a realm, e.g. {@code provider-without-step (provider sso)}. */
    String name() {
        return id + " (" + fault.where() + ")";
    }
}
