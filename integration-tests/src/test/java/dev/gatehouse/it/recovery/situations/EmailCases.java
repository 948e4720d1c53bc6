package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.demo.inbox.Mail;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Cases about the email itself. */
final class EmailCases {

    private static final String SECTION = "The email";
    private static final Pattern CODE_PROMISED = Pattern.compile("(?i)\\bcode\\b");
    /** RFC 5322, 2.1.1: lines should not be longer. */
    private static final int LINE = 78;

    private EmailCases() {}

    static List<RecoveryCase> all() {
        return List.of(
                mail("A button, and the full link for users who cannot press it", EmailCases::button),
                mail("A code where one is promised", EmailCases::code),
                mail("On a phone", (play, mail) -> {
                    boolean fits = html(mail).selectFirst("meta[name=viewport]") != null;
                    return play.note(fits ? "rendered at screen width" : "rendered at desktop width and scaled down")
                            .endWell(fits);
                }),
                mail("When, and with which browser and system, it was requested", (play, mail) -> {
                    boolean isIncluded = mail.text().contains("Firefox")
                            && mail.text().contains("Linux")
                            && mail.html().contains("Firefox");
                    return play.note(isIncluded ? "included" : "not included").endWell(isIncluded);
                }),
                mail("The longest line of the text part", (play, mail) -> {
                    int longest =
                            mail.text().lines().mapToInt(String::length).max().orElse(0);
                    // Some URLs of test servers are slightly longer than others.
                    return play.note(
                                    longest <= LINE + 40
                                            ? "short enough for an email"
                                            : "about " + (longest + 50) / 100 * 100 + " characters")
                            .endWell(longest <= LINE + 40);
                }),
                mail("Text and HTML say the same", (play, mail) -> {
                    String html = html(mail).text();
                    List<String> missing = Stream.of(
                                    play.side().links(play.user()).stream(), play.side().codeIn(mail).stream())
                            .flatMap(Function.identity())
                            .filter(fact -> !html.contains(fact) && !mail.html().contains(fact.replace("&", "&amp;")))
                            .toList();
                    boolean saysOfCode = CODE_PROMISED.matcher(mail.text()).find()
                            == CODE_PROMISED.matcher(html).find();
                    return play.note(missing.isEmpty() && saysOfCode ? "yes" : "only one of the two mentions a code")
                            .endWell(missing.isEmpty() && saysOfCode);
                }));
    }

    private interface Look {

        RecoveryOutcome at(RecoveryPlay play, Mail mail);
    }

    private static RecoveryCase mail(String situation, Look look) {
        return RecoveryCase.of(SECTION, situation, RecoverySetting.USUAL, play -> {
            play.link();
            return look.at(play, play.side().mails(play.user()).get(0));
        });
    }

    private static RecoveryOutcome button(RecoveryPlay play, Mail mail) {
        Element link = html(mail).selectFirst("a[href]");
        // A link with its own background colour, set on itself or on the table cell that it fills.
        boolean isButton = link != null
                && (link.attr("style").contains("background")
                        || link.parent().attr("style").contains("background")
                        || link.parent().hasAttr("bgcolor"));
        boolean isInFull = link != null && html(mail).text().contains(link.attr("href"));
        return play.note(isButton ? "a button" : "a link in the text")
                .note(isInFull ? "the full link" : "the link is not shown")
                .endWell(isButton && isInFull);
    }

    private static RecoveryOutcome code(RecoveryPlay play, Mail mail) {
        boolean isPromised = CODE_PROMISED.matcher(mail.text()).find();
        boolean isThere = play.side().codeIn(mail).isPresent();
        return play.note(
                        isThere
                                ? "there"
                                : isPromised ? "the email mentions a code and has none" : "none, and none is promised")
                .endWell(isPromised == isThere);
    }

    private static Document html(Mail mail) {
        return Jsoup.parse(mail.html());
    }
}
