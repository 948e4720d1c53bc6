package dev.gatehouse.setup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Package managers, and their names for the required packages. */
enum PackageManager {
    APT(
            List.of("apt-get", "install", "-y", "--no-install-recommends"),
            Optional.of(List.of("apt-get", "update")),
            true,
            Map.of(
                    // Headless Chromium needs a third of the time of the full browser.
                    Need.BROWSER,
                            List.of(
                                    List.of("chromium-headless-shell"),
                                    List.of("chromium"),
                                    List.of("chromium-browser")),
                    Need.FONTS, List.of(List.of("fonts-liberation", "fonts-dejavu-core", "fonts-droid-fallback")),
                    Need.POSTGRESQL, List.of(List.of("postgresql")),
                    Need.MARIADB, List.of(List.of("mariadb-server-core"), List.of("mariadb-server")),
                    Need.SPAMASSASSIN, List.of(List.of("spamassassin")),
                    Need.NPM, List.of(List.of("npm")))),
    DNF(
            List.of("dnf", "install", "-y"),
            Optional.empty(),
            true,
            Map.of(
                    Need.BROWSER, List.of(List.of("chromium-headless"), List.of("chromium")),
                    Need.POSTGRESQL, List.of(List.of("postgresql-server")),
                    Need.MARIADB, List.of(List.of("mariadb-server")),
                    Need.SPAMASSASSIN, List.of(List.of("spamassassin")),
                    Need.NPM, List.of(List.of("nodejs-npm"), List.of("npm")))),
    APK(
            List.of("apk", "add", "--no-cache"),
            Optional.empty(),
            true,
            Map.of(
                    Need.BROWSER, List.of(List.of("chromium")),
                    Need.POSTGRESQL, List.of(List.of("postgresql")),
                    Need.MARIADB, List.of(List.of("mariadb")),
                    Need.SPAMASSASSIN, List.of(List.of("spamassassin")),
                    Need.NPM, List.of(List.of("npm")))),
    PACMAN(
            List.of("pacman", "-S", "--noconfirm", "--needed"),
            Optional.of(List.of("pacman", "-Sy", "--noconfirm")),
            true,
            Map.of(
                    Need.BROWSER, List.of(List.of("chromium")),
                    Need.POSTGRESQL, List.of(List.of("postgresql")),
                    Need.MARIADB, List.of(List.of("mariadb")),
                    Need.SPAMASSASSIN, List.of(List.of("spamassassin")),
                    Need.NPM, List.of(List.of("npm")))),
    ZYPPER(
            List.of("zypper", "--non-interactive", "install"),
            Optional.empty(),
            true,
            Map.of(
                    Need.BROWSER, List.of(List.of("chromium")),
                    Need.POSTGRESQL, List.of(List.of("postgresql-server")),
                    Need.MARIADB, List.of(List.of("mariadb")),
                    Need.SPAMASSASSIN, List.of(List.of("spamassassin")),
                    Need.NPM, List.of(List.of("npm-default"), List.of("npm")))),
    /** Refuses to run as root. */
    BREW(
            List.of("brew", "install"),
            Optional.empty(),
            false,
            Map.of(
                    Need.BROWSER, List.of(List.of("google-chrome")),
                    Need.POSTGRESQL, List.of(List.of("postgresql")),
                    Need.MARIADB, List.of(List.of("mariadb")),
                    Need.SPAMASSASSIN, List.of(List.of("spamassassin")),
                    Need.NPM, List.of(List.of("node"))));

    private final List<String> install;
    private final Optional<List<String>> refresh;
    private final boolean forRoot;
    private final Map<Need, List<List<String>>> packages;

    PackageManager(
            List<String> install,
            Optional<List<String>> refresh,
            boolean forRoot,
            Map<Need, List<List<String>>> packages) {
        this.install = install;
        this.refresh = refresh;
        this.forRoot = forRoot;
        this.packages = packages;
    }

    /** The package manager of a machine, if it has a supported one. */
    static Optional<PackageManager> of(Predicate<String> isInstalled) {
        return Arrays.stream(values())
                .filter(manager -> isInstalled.test(manager.install.get(0)))
                .findFirst();
    }

    /** The install command, without the packages. */
    List<String> install() {
        return install;
    }

    /** The command that updates the package lists, if the install command does not do that. */
    Optional<List<String>> refresh() {
        return refresh;
    }

    /** Whether only root may install packages; if false, root must not. */
    boolean isForRoot() {
        return forRoot;
    }

    /** Alternatives, best first; each is a list of packages to install together. Empty if no package helps. */
    List<List<String>> packages(Need need) {
        return packages.getOrDefault(need, List.of());
    }
}
