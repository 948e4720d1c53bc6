package dev.gatehouse.testsupport.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads codes and links from emails. */
public final class Codes {

    private static final Pattern SIX_DIGITS = Pattern.compile("\\b(\\d{6})\\b");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private Codes() {}

    /** The security code in the latest email that has one. */
    public static String latest(TestServer server, Admin.User user) {
        List<Mail> mails = server.inbox().messages(user.email());
        assertThat(mails).as("emails to %s", user.email()).isNotEmpty();
        return in(mails.stream()
                .map(Mail::text)
                .filter(text -> SIX_DIGITS.matcher(text).find())
                .findFirst()
                .orElseGet(() -> mails.get(0).text()));
    }

    /** The first link in the latest email. */
    public static String link(TestServer server, Admin.User user) {
        List<Mail> mails = server.inbox().messages(user.email());
        assertThat(mails).as("emails to %s", user.email()).isNotEmpty();
        Matcher matcher = LINK.matcher(mails.get(0).text());
        assertThat(matcher.find()).as("a link in: %s", mails.get(0).text()).isTrue();
        return matcher.group();
    }

    public static String in(String text) {
        Matcher matcher = SIX_DIGITS.matcher(text);
        assertThat(matcher.find()).as("a code in: %s", text).isTrue();
        return matcher.group(1);
    }

    /** A code that differs from this one. */
    public static String wrong(String code, int by) {
        return String.format("%06d", (Integer.parseInt(code) + by) % 1_000_000);
    }
}
