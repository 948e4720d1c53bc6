package dev.gatehouse.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this machine lets us do.
 *
 * @param manager how packages are installed, if there is a way that is known
 * @param root whether we are root
 * @param sudo whether sudo makes us root without a password
 */
record Machine(Optional<PackageManager> manager, boolean root, boolean sudo) {

    private static final Duration LIMIT_OF_SUDO = Duration.ofSeconds(20);

    /** Looks at it. */
    static Machine look(Commands commands) {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean sudo = !root && commands.has("sudo") && commands.run(LIMIT_OF_SUDO, List.of("sudo", "-n", "true")).succeeded();
        return new Machine(PackageManager.of(commands::has), root, sudo);
    }

    /** Whether packages can be installed without asking anybody. */
    boolean canInstall() {
        return manager.isPresent() && (manager.get().isForRoot() ? root || sudo : !root);
    }

    /** The packages that may meet a need, the best first. */
    List<List<String>> alternatives(Need need) {
        return manager.map(known -> known.packages(need)).orElse(List.of());
    }

    /** The command that installs packages without a question. Only where they {@linkplain #canInstall() can be installed}. */
    List<String> installing(List<String> packages) {
        return withRights(Stream.concat(manager.orElseThrow().install().stream(), packages.stream()).toList());
    }

    /** The command that fetches the list of packages. */
    Optional<List<String>> refreshing() {
        return manager.flatMap(PackageManager::refresh).map(this::withRights);
    }

    private List<String> withRights(List<String> command) {
        List<String> all = new ArrayList<>();
        if (manager.orElseThrow().isForRoot() && !root) {
            all.addAll(List.of("sudo", "-n"));
        }
        if (manager.get() == PackageManager.APT) {
            // Passed on by sudo in this way only.
            all.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive"));
        }
        all.addAll(command);
        return all;
    }

    /** One sentence that says why something is needed, and the exact command that brings it. */
    String advice(Need need) {
        List<List<String>> alternatives = alternatives(need);
        if (alternatives.isEmpty()) {
            return "%s, and none was found that works: %s.".formatted(need.reason(), need.byHand());
        }
        boolean sudoByHand = manager.orElseThrow().isForRoot() && !root;
        List<String> install = Stream.concat(manager.get().install().stream(), alternatives.get(0).stream()).toList();
        String command = Stream.concat(manager.get().refresh().stream(), Stream.of(install))
                .map(part -> (sudoByHand ? "sudo " : "") + String.join(" ", part))
                .reduce((first, second) -> first + " && " + second).orElseThrow();
        return "%s; run this, then the same command again: %s".formatted(need.reason(), command);
    }
}
