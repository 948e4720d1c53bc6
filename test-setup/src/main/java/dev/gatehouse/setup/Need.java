package dev.gatehouse.setup;

/** What the tests need beside a JDK and Maven. */
enum Need {

    BROWSER("The browser tests need Chromium or Chrome", "install Chrome, or set GATEHOUSE_CHROMIUM to the executable of a Chromium or Chrome that starts"),
    FONTS("The pictures of pages can only be compared with the fonts Liberation, DejaVu and Droid Fallback where Debian has them",
            "nothing can be done on this system; the comparison is skipped"),
    POSTGRESQL("The tests of PostgreSQL need a PostgreSQL that runs on this machine",
            "install PostgreSQL, or set GATEHOUSE_POSTGRES_BIN to the folder with its programs initdb and postgres"),
    MARIADB("The tests of MariaDB need a MariaDB that runs on this machine", "install MariaDB, and put mariadbd and mariadb-install-db on the PATH");

    private final String reason;
    private final String byHand;

    Need(String reason, String byHand) {
        this.reason = reason;
        this.byHand = byHand;
    }

    /** A sentence without its end. */
    String reason() {
        return reason;
    }

    /** What to do where no package manager helps. */
    String byHand() {
        return byHand;
    }
}
