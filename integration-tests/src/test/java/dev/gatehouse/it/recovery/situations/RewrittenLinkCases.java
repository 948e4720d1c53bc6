package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Page;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Cases in which email programs or users change the link. Parameters that a link does not have cannot be lost. */
final class RewrittenLinkCases {

    private static final String SECTION = "Rewritten links";
    private static final Pattern SECRET = Pattern.compile("(?<=[?&]key=|gatehouse/\\?)[^&]+");

    private RewrittenLinkCases() {}

    static List<RecoveryCase> all() {
        return List.of(
                rewritten(
                        "Tracking parameters appended or prepended, a fragment, a duplicate parameter",
                        List.of(
                                link -> link + "&utm_source=mail",
                                link -> link + "&c=E,1,abc",
                                link -> link.replace("?", "?utm_source=mail&"),
                                link -> link + "#top",
                                link -> link + "&" + link.substring(link.indexOf('?') + 1))),
                rewritten(
                        "Characters escaped: %2E, %2D, %5F",
                        List.of(
                                link -> query(link, text -> text.replace(".", "%2E")),
                                link -> query(link, text -> text.replace("-", "%2D")),
                                link -> query(link, text -> text.replace("_", "%5F")))),
                rewritten(
                        "Junk at the end: > . = \" ) , or a space",
                        List.of(
                                link -> link + "%3E",
                                link -> link + ".",
                                link -> link + "=",
                                link -> link + "%22",
                                link -> link + ")",
                                link -> link + ",",
                                link -> link + "%20")),
                rewritten(
                        "With and without a slash at the end of the path",
                        List.of(link -> link.replaceFirst("/?\\?", "/?"), link -> link.replaceFirst("/?\\?", "?"))),
                rewritten(
                        "Missing execution, client_data, or everything after the secret",
                        List.of(
                                link -> without(link, "execution"),
                                link -> without(link, "client_data"),
                                RewrittenLinkCases::secretOnly)),
                rewritten(
                        "&amp; instead of &",
                        List.of(link -> link.replace("&", "&amp;"), link -> link + "&amp;utm_source=mail")),
                rewritten(
                        "Missing or wrong client_id or tab_id",
                        List.of(
                                link -> without(link, "client_id"),
                                link -> without(link, "tab_id"),
                                link -> link.replaceFirst("client_id=[^&]*", "client_id=nobody"),
                                link -> link.replaceFirst("tab_id=[^&]*", "tab_id=nothing"))),
                rewritten(
                        "Nothing but the secret, and . or = behind it",
                        List.of(link -> secretOnly(link) + ".", link -> secretOnly(link) + "=")),
                rewritten(
                        "The secret followed or interrupted by >, %20, a line break or =3D",
                        List.of(
                                link -> after(link, "%3E"),
                                link -> after(link, "%20"),
                                link -> after(link, "%0D%0A"),
                                link -> after(link, "=3D"),
                                link -> inside(link, "%3E"),
                                link -> inside(link, "%20"),
                                link -> inside(link, "%0D%0A"),
                                link -> inside(link, "=%0D%0A"),
                                link -> link.replaceFirst("(\\?(key)?=?)", "$13D"))),
                rewritten("Lower case", List.of(link -> link.toLowerCase(Locale.ROOT))),
                rewritten("Cut after 76 characters", List.of(link -> link.substring(0, Math.min(76, link.length())))),
                rewritten(
                        "The last characters of the secret cut off",
                        List.of(
                                link -> SECRET.matcher(link).replaceFirst(found -> found.group()
                                        .substring(0, found.group().length() - 5)),
                                link -> SECRET.matcher(link).replaceFirst(found -> found.group()
                                        .substring(0, found.group().length() - 15)))),
                rewritten(
                        "The query encoded once more",
                        List.of(link -> link.substring(0, link.indexOf('?') + 1)
                                + Admin.encode(link.substring(link.indexOf('?') + 1)))),
                RecoveryCase.of(
                        SECTION,
                        "The link is called by POST",
                        RecoverySetting.USUAL,
                        play -> play.finish(play.browser().post(play.link(), java.util.Map.of()))));
    }

    /** Tries all rewrites. The new password is chosen in the last page that opens, or from the first that does not. */
    private static RecoveryCase rewritten(String situation, List<UnaryOperator<String>> rewrites) {
        return RecoveryCase.of(SECTION, situation, RecoverySetting.USUAL, play -> {
            String link = play.link();
            List<Page> pages = rewrites.stream()
                    .map(rewrite -> play.browser().get(rewrite.apply(link)))
                    .toList();
            List<Page> closed = pages.stream()
                    .filter(page -> !play.side().asksForPassword(page))
                    .toList();
            play.note((pages.size() - closed.size()) + " of " + pages.size() + " open the page");
            return play.finish(closed.isEmpty() ? pages.get(pages.size() - 1) : closed.get(0));
        });
    }

    private static String query(String link, UnaryOperator<String> change) {
        int mark = link.indexOf('?') + 1;
        return link.substring(0, mark) + change.apply(link.substring(mark));
    }

    private static String without(String link, String parameter) {
        return link.replaceFirst("&" + parameter + "=[^&]*", "");
    }

    private static String secretOnly(String link) {
        return link.replaceFirst("&.*", "");
    }

    private static String after(String link, String junk) {
        return SECRET.matcher(link).replaceFirst(found -> found.group() + junk);
    }

    private static String inside(String link, String junk) {
        return SECRET.matcher(link)
                .replaceFirst(found ->
                        found.group().substring(0, 10) + junk + found.group().substring(10));
    }
}
