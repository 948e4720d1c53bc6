package dev.gatehouse.bench.lab.hospital;

/** A family of browsers, or the app, with the times of its releases. */
enum Family {
    CHROME("Chrome", 148, 27, 28),
    EDGE("Edge", 148, 24, 28),
    FIREFOX("Firefox", 151, 13, 28),
    SAFARI("Safari", 26, 260, 365),
    CHROME_MOBILE("Chrome Mobile", 148, 26, 28),
    MOBILE_SAFARI("Mobile Safari", 26, 260, 365),
    SAMSUNG("Samsung Internet", 29, 40, 84),
    FIREFOX_MOBILE("Firefox Mobile", 151, 12, 28),
    /** The app of the group, for rosters and payslips. */
    APP("Roster app", 41, 9, 28);

    /** No client is further behind. */
    private static final int MOST_BEHIND = 60;

    private final String title;
    private final int version;
    private final int age;
    private final int period;

    /**
     * @param title its name
     * @param version the newest version on day 0
     * @param age how many days before that it was released
     * @param period after how many days there is a new version
     */
    Family(String title, int version, int age, int period) {
        this.title = title;
        this.version = version;
        this.age = age;
        this.period = period;
    }

    String title() {
        return title;
    }

    /** The newest version on a day. */
    int newest(int day) {
        return version + Math.floorDiv(day + age, period);
    }

    /** The version of a client that is updated this way. */
    int version(int day, Updates updates) {
        int newest = newest(day);
        int oldest = Math.max(1, newest - MOST_BEHIND);
        int candidate = newest;
        while (candidate > oldest && !updates.isInstalled(candidate, (candidate - version) * period - age, day)) {
            candidate--;
        }
        return candidate;
    }
}
