package dev.gatehouse.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A machine with given programs and installable packages, which records the commands. */
final class FakeMachine implements Commands {

    final List<String> ran = new ArrayList<>();
    final Set<String> installed = new HashSet<>();
    private final Set<String> programs;
    private final Set<String> packages;

    FakeMachine(Set<String> programs, Set<String> packages) {
        this.programs = programs;
        this.packages = packages;
    }

    @Override
    public boolean has(String program) {
        return programs.contains(program);
    }

    @Override
    public Outcome run(Duration limit, List<String> command) {
        ran.add(String.join(" ", command));
        String last = command.get(command.size() - 1);
        if (command.contains("install") && !packages.contains(last)) {
            return new Outcome(false, "Reading lists\nE: Unable to locate package " + last + "\n");
        }
        installed.add(last);
        return new Outcome(true, "");
    }
}
