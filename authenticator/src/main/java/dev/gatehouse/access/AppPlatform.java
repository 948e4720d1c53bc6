package dev.gatehouse.access;

import org.jspecify.annotations.Nullable;

/** What a browser runs on, as far as apps are made for it. */
enum AppPlatform {
    /** Anything else: the app in the browser. */
    WEB("web"),
    /** A Mac. An iPad looks like one too, unless it asks for pages for phones. */
    MACOS("macos"),
    /** A PC with Windows. */
    WINDOWS("windows"),
    /** An iPhone or iPad. */
    IOS("ios"),
    /** A phone or tablet with Android. */
    ANDROID("android");

    private final String key;

    AppPlatform(String key) {
        this.key = key;
    }

    /** The key of the platform's link in the settings. */
    String key() {
        return key;
    }

    /**
     * The platform of a browser.
     *
     * @param userAgent what it calls itself; {@code null} if it says nothing
     */
    static AppPlatform of(@Nullable String userAgent) {
        if (userAgent == null) {
            return WEB;
        }
        if (userAgent.contains("Android")) {
            return ANDROID;
        }
        if (userAgent.contains("iPhone") || userAgent.contains("iPad") || userAgent.contains("iPod")) {
            return IOS;
        }
        if (userAgent.contains("Windows NT")) {
            return WINDOWS;
        }
        return userAgent.contains("Macintosh") ? MACOS : WEB;
    }
}
