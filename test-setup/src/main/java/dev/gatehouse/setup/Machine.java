package dev.gatehouse.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The capabilities of this machine.
 *
 * @param manager the package manager, if a supported one is installed
 * @param root whether this process runs as root
 * @param sudo whether sudo grants root rights without a password
 */
record Machine(Optional<PackageManager> manager, boolean root, boolean sudo) {

    private static final Duration LIMIT_OF_SUDO = Duration.ofSeconds(20);

    /** Inspects the machine. */
    static Machine look(Commands commands) {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean sudo = !root
                && commands.has("sudo")
                && commands.run(LIMIT_OF_SUDO, List.of("sudo", "-n", "true")).succeeded();
        return new Machine(PackageManager.of(commands::has), root, sudo);
    }

    /** Whether packages can be installed without interaction. */
    boolean canInstall() {
        return manager.isPresent() && (manager.get().isForRoot() ? root || sudo : !root);
    }

    /** The packages that may meet a need, best first. */
    List<List<String>> alternatives(Need need) {
        return manager.map(packageManager -> packageManager.packages(need)).orElse(List.of());
    }

    /** The command that installs packages without interaction. Only valid if they {@linkplain #canInstall() can be installed}. */
    List<String> installing(List<String> packages) {
        return withRights(Stream.concat(manager.orElseThrow().install().stream(), packages.stream())
                .toList());
    }

    /** The command that updates the package lists. */
    Optional<List<String>> refreshing() {
        return manager.flatMap(PackageManager::refresh).map(this::withRights);
    }

    private List<String> withRights(List<String> command) {
        List<String> all = new ArrayList<>();
        if (manager.orElseThrow().isForRoot() && !root) {
            all.addAll(List.of("sudo", "-n"));
        }
        if (manager.get() == PackageManager.APT) {
            // Only passed on by sudo in this way.
            all.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive"));
        }
        all.addAll(command);
        return all;
    }

    /** One sentence with the reason of a need, and the exact command that meets it. */
    String advice(Need need) {
        return advice(List.of(need));
    }

    /**
     * Advice for several needs, with one command for all of them.
     *
     * @param needs the unmet needs, most important first
     */
    String advice(List<Need> needs) {
        Need first = needs.get(0);
        if (alternatives(first).isEmpty()) {
            return "%s: %s.".formatted(first.reason(), first.byHand());
        }
        PackageManager packageManager = manager.orElseThrow();
        Stream<String> packages = needs.stream()
                .flatMap(need -> alternatives(need).stream().limit(1))
                .flatMap(List::stream);
        List<String> install =
                Stream.concat(packageManager.install().stream(), packages).toList();
        String rights = packageManager.isForRoot() && !root ? "sudo " : "";
        String command = Stream.concat(packageManager.refresh().stream(), Stream.of(install))
                .map(part -> rights + String.join(" ", part))
                .collect(Collectors.joining(" && "));
        return "%s; run this, then the same command again: %s".formatted(first.reason(), command);
    }
}
