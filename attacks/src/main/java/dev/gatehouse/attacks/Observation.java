package dev.gatehouse.attacks;

import dev.gatehouse.testsupport.browser.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Short descriptions of what a user sees in the end. */
final class Observation {

    static final String PROMPTED = "prompted for a code";
    static final String IN = "signed in";
    static final String NOT_IN = "not signed in";
    static final String PASSWORD = "prompted for the password";
    static final String FOR_OTHERS = "access to the app refused";
    static final String NO_TOKEN = "no token";
    static final String TOKEN = "a token";
    static final String ALIKE = "same answer";

    private static final Pattern ERROR = Pattern.compile("[?&#]error=([^&]+)");
    private static final int LENGTH = 90;

    private Observation() {}

    /** What a page is. */
    static String of(Page page) {
        if (page.isBackInTheApp()) {
            Matcher error = ERROR.matcher(page.url());
            boolean refused = error.find();
            return refused
                    ? "error " + error.group(1) + " for the app"
                    : page.html().contains("SAMLResponse") ? "an answer for the SAML app" : IN;
        }
        if (page.asksForCode()) {
            return PROMPTED;
        }
        if (page.asksForPassword()) {
            return PASSWORD;
        }
        return page.text().contains("is for owners, admins and supervisors")
                ? FOR_OTHERS
                : shortened("a page: " + (page.heading().isEmpty() ? page.text() : page.heading()));
    }

    /** Whether the user is signed in to the app. */
    static String in(Page page) {
        return page.isBackInTheApp() && !ERROR.matcher(page.url()).find() ? IN : NOT_IN;
    }

    /** Whether the response contains a token. */
    static String token(Page answer) {
        return answer.text().contains("access_token") ? TOKEN : NO_TOKEN;
    }

    static String token(boolean isThere) {
        return isThere ? TOKEN : NO_TOKEN;
    }

    /** What was seen in several variants: one phrase if it is always the same, else with the variants. */
    static String each(Map<String, String> seen) {
        Map<String, List<String>> variants = new LinkedHashMap<>();
        seen.forEach((variant, what) ->
                variants.computeIfAbsent(what, any -> new ArrayList<>()).add(variant));
        return variants.size() == 1
                ? variants.keySet().iterator().next()
                : variants.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                        .collect(Collectors.joining("; "));
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").trim();
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH - 1) + "…";
    }
}
