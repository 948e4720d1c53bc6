package dev.gatehouse.setup;

/** What the tests need in addition to a JDK and Maven. */
enum Need {
    BROWSER(
            "The browser tests need Chromium or Chrome, and none was found that starts",
            "install Chrome, or set GATEHOUSE_CHROMIUM to the executable of a Chromium or Chrome that starts"),
    FONTS(
            "The pictures of pages were taken with Debian's fonts, which are missing here, so they are not compared",
            "this system has no packages that install them in the same place as Debian"),
    POSTGRESQL(
            "No PostgreSQL was found that runs, so its tests are skipped",
            "install it, or set GATEHOUSE_POSTGRES_BIN to the folder with its programs initdb and postgres"),
    MARIADB(
            "No MariaDB was found that runs, so its tests are skipped",
            "install it, and put mariadbd and mariadb-install-db on the PATH"),
    SPAMASSASSIN(
            "Without SpamAssassin no email is checked for what spam filters dislike, so its test is skipped",
            "install it, with its rules, and put spamassassin on the PATH"),
    NPM(
            "The third-party clients for the tests and html-validate cannot be installed without npm, so their tests are skipped",
            "install Node.js with npm, or set GATEHOUSE_NPM to the path of npm, and make sure that it can download packages");

    private final String reason;
    private final String byHand;

    Need(String reason, String byHand) {
        this.reason = reason;
        this.byHand = byHand;
    }

    /** The reason, a sentence without a full stop. */
    String reason() {
        return reason;
    }

    /** What to do if no package manager helps. */
    String byHand() {
        return byHand;
    }
}
