package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies the pages and emails in each language of the product, in languages that it does not have, and from right to left. */
class LanguagesTest {

    static final List<String> LANGUAGES = Messages.LANGUAGES;

    private static final String BRAND = "Acme Phone";
    /** A key instead of its text, a placeholder that was not filled in, or what templates and bundles show for a missing text. */
    private static final Pattern RAW = Pattern.compile("gatehouse[A-Z_-]\\w|\\{\\d|\\?\\?|\\bnull\\b|[\\ue000\\ue001]");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    @DisplayName("Code pages, recovery pages and their emails are in the language that the user has chosen")
    void codeAndRecoveryPagesKeepTheChosenLanguage(String language) {
        Admin.User user = speaker(language);

        Page code = codePage(language, user);
        isIn(language, code, "gatehouseCodeTitle");
        says(
                code,
                language,
                "gatehouseCodeSentTo",
                "6",
                code.element("#gatehouse-intro bdi").text());
        says(code, language, "gatehouseSharedComputer");
        says(code, language, "gatehouseSendAgain");
        Mail mail = recoveries.latest(user, 1);
        String digits = Codes.in(mail.text());
        isIn(language, mail, Messages.text(language, "gatehouseCodeMailSubject", digits, BRAND));
        assertThat(spaced(mail.text())).contains(spaced(Messages.text(language, "gatehouseCodeMailWarning", BRAND)));
        Page wrong = code.enterCode(Codes.wrong(digits, 1));
        assertThat(spaced(wrong.error())).contains(spaced(Messages.text(language, "gatehouseCodeWrong")));
        Page tooShort = wrong.enterCode("12");
        says(tooShort, language, "gatehouseCodeMalformed", "2");
        assertThat(tooShort.enterCode(digits).isBackInTheApp()).isTrue();

        Page forgot = forgotPage(language, user);
        isIn(language, forgot, "gatehouseForgotTitle");
        says(forgot, language, "gatehouseForgotIntro");
        Page waiting = Recoveries.enter(forgot, user.email());
        isIn(language, waiting, "gatehouseForgotSentTitle");
        says(waiting, language, "gatehouseForgotSent");
        String link = recoveries.link(user);
        isIn(language, recoveries.latest(user, 2), Messages.text(language, "gatehouseMail_reset_title", BRAND));

        Page choosing = recoveries.browser().speaking(language).get(link);
        isIn(language, choosing, "gatehousePasswordTitle");
        says(
                choosing,
                language,
                "gatehousePasswordFor",
                choosing.element("#gatehouse-intro bdi").text());
        Page refused = Recoveries.choose(choosing, "x", "y");
        assertThat(refused.text()).doesNotContainPattern(RAW);
        says(refused, language, "gatehousePasswordsDiffer");
        // Of the product's languages only Arabic has a separate form for eight.
        says(refused, language, language.equals("ar") ? "gatehousePasswordMin.few" : "gatehousePasswordMin", "8");
        isIn(language, Recoveries.choose(choosing, Recoveries.NEW_PASSWORD), "gatehouseLinkTitle_DONE");
        isIn(language, waiting.browser().get(link), "gatehouseLinkTitle_USED");
        Page cut = waiting.browser().get(server.realmUrl() + "/gatehouse/?nothing");
        isIn(language, cut, "gatehouseLinkTitle_UNREADABLE");
        says(cut, language, "gatehouseLinkText_UNREADABLE");
    }

    @ParameterizedTest
    @CsvSource({"gatehouse, fi, ltr", "gatehouse, fa, rtl", "keycloak.v2, fi, ltr", "keycloak.v2, fa, rtl"})
    void inOtherLanguagesOurSentencesAreEnglishAndMarkedAsSuch(String theme, String language, String direction) {
        try (Admin.Restore more = admin.realm(Map.of(
                "loginTheme",
                theme,
                "supportedLocales",
                Stream.concat(LANGUAGES.stream(), Stream.of("fi", "fa")).toList()))) {
            Admin.User user = speaker(language);
            for (Page page : List.of(codePage(language, user), forgotPage(language, user))) {
                assertThat(page.language()).isEqualTo(language);
                // Finnish pages need not declare that they read from left to right.
                assertThat(page.element("html").attr("dir")).isIn(direction, direction.equals("ltr") ? "" : direction);
                String title = page.asksForCode() ? "Check your email" : "Reset your password";
                isMarkedEnglish(page.element("#kc-page-title"), title);
                isMarkedEnglish(page.element(".gh-primary"), "Continue");
                isMarkedEnglish(
                        page.element("#gatehouse-intro"),
                        page.asksForCode() ? "We sent a 6-digit security code" : "Enter your email address.");
                assertThat(page.text()).doesNotContainPattern(RAW);
            }
            Document mail = Jsoup.parse(recoveries.latest(user, 1).html());
            assertThat(mail.selectFirst("html").attr("lang") + " "
                            + mail.selectFirst("html").attr("dir"))
                    .isEqualTo("en ltr");
        }
    }

    @ParameterizedTest
    @CsvSource({"pt-PT, pt-BR", "zh-TW, zh-CN", "zh-HK, zh-CN"})
    @DisplayName(
            "The nearest language comes before English: for the account's language, for the browser's, and in emails")
    void theNearestLanguageComesBeforeEnglish(String asked, String nearest) {
        Admin.User user = speaker(asked);
        isIn(nearest, codePage(asked, user), "gatehouseCodeTitle");
        isIn(
                nearest,
                recoveries.latest(user, 1),
                Messages.text(
                        nearest,
                        "gatehouseCodeMailSubject",
                        Codes.in(recoveries.latest(user, 1).text()),
                        BRAND));
        Page byBrowser =
                recoveries.browser().speaking(asked + ",en;q=0.8").get(server.realmUrl() + "/gatehouse/forgot");
        isIn(nearest, byBrowser, "gatehouseForgotTitle");
        try (Admin.Restore stock = admin.realm(Map.of("supportedLocales", List.of("en", "de")))) {
            Page english =
                    recoveries.browser().speaking(asked + ",de;q=0.8").get(server.realmUrl() + "/gatehouse/forgot");
            isIn("de", english, "gatehouseForgotTitle");
        }
    }

    @Test
    void aPageOfAnotherRegionShowsOurSentencesInTheNearestLanguage() {
        try (Admin.Restore more = admin.realm(Map.of(
                "supportedLocales",
                Stream.concat(LANGUAGES.stream(), Stream.of("zh-TW")).toList()))) {
            Page page = codePage("zh-TW", speaker("zh-TW"));
            assertThat(page.language()).isEqualTo("zh-TW");
            says(page, "zh-CN", "gatehouseSharedComputer");
            assertThat(page.element(".gh-page").attr("lang")).isEqualTo("zh-CN");
        }
    }

    /** Asserts that the nearest element around a text which declares a language declares English. */
    private static void isMarkedEnglish(Element element, String text) {
        assertThat(element.text()).startsWith(text);
        Element marked = Stream.concat(
                        element.children().stream(), Stream.concat(Stream.of(element), element.parents().stream()))
                .filter(one -> one.hasAttr("lang"))
                .findFirst()
                .orElseThrow();
        assertThat(marked.attr("lang") + " " + marked.attr("dir"))
                .as(element.outerHtml())
                .isEqualTo("en ltr");
        assertThat(marked.text()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse", "keycloak.v2"})
    void inArabicThePagesAreMirroredAndAddressesAndCodesAreNot(String theme) {
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme))) {
            Admin.User user = speaker("ar");
            Page code = codePage("ar", user);
            Page forgot = forgotPage("ar", user);
            Page waiting = Recoveries.enter(forgot, user.email());
            Page choosing = waiting.browser().get(recoveries.link(user));
            for (Page page : List.of(code, forgot, waiting, choosing)) {
                assertThat(page.element("html").attr("dir"))
                        .as("%s in %s", page.url(), page.language())
                        .isEqualTo("rtl");
                assertThat(page.element(".gh-page").hasAttr("dir"))
                        .as("a part of its own")
                        .isFalse();
            }
            for (Page page : List.of(code, choosing)) {
                assertThat(page.element("#gatehouse-intro bdi").attr("dir")).isEqualTo("ltr");
                assertThat(page.element("#gatehouse-intro bdi").text()).contains("@");
            }
            for (Element field : List.of(
                    code.element("#code"),
                    forgot.element("#username"),
                    waiting.element("#code"),
                    choosing.element("#password-new"),
                    choosing.element("#password-confirm"))) {
                assertThat(field.attr("dir")).as(field.id()).isEqualTo("ltr");
            }
        }
    }

    @Test
    void inArabicEmailsAreMirroredAndCodesLinksAndNamesAreNot() {
        Admin.User user = speaker("ar");
        codePage("ar", user);
        Recoveries.enter(forgotPage("ar", user), user.email());
        recoveries.link(user);
        for (Mail mail : recoveries.mails(user)) {
            Document page = Jsoup.parse(mail.html());
            assertThat(page.selectFirst("html").attr("lang") + " "
                            + page.selectFirst("html").attr("dir"))
                    .isEqualTo("ar rtl");
            assertThat(page.select(".card").attr("align")).isEqualTo("right");
            assertThat(page.select(".code")).hasSize(1).allSatisfy(code -> assertThat(code.attr("dir"))
                    .isEqualTo("ltr"));
            assertThat(page.select("bdi").eachText()).contains(BRAND);
            assertThat(page.select("main a, main .link, main [href]"))
                    .as("what is read from left to right")
                    .allSatisfy(link -> assertThat(link.text().contains("://") && link.closest("[dir=ltr]") == null)
                            .as(link.outerHtml())
                            .isFalse());
        }
    }

    /** Only a real browser shows the positions. */
    @ParameterizedTest
    @CsvSource({"gatehouse, ar, true", "gatehouse, de, false", "keycloak.v2, ar, true"})
    void labelsAndTextsBeginWhereTheLanguageBegins(String theme, String language, boolean right) {
        Admin.User user = speaker(language);
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme));
                Chromium chromium = Chromium.shared();
                BrowserContext profile = chromium.profile(new Browser.NewContextOptions().setViewportSize(390, 844))) {
            com.microsoft.playwright.Page page = profile.newPage();
            page.navigate(PageTour.authorization(server.realmUrl(), "workspace", "&ui_locales=" + language));
            PageTour.signIn(page, user, Admin.PASSWORD);
            page.locator("#gatehouse-code-form").waitFor();
            for (String text : List.of("label[for=code]", "#gatehouse-intro")) {
                // The distance of the first line of the text from the left and the right of the field.
                @SuppressWarnings("unchecked")
                List<Number> gaps = (List<Number>) page.evaluate("""
                        selector => {
                          const range = document.createRange();
                          range.selectNodeContents(document.querySelector(selector));
                          const lines = [...range.getClientRects()].filter(line => line.width > 0);
                          const first = lines.filter(line => Math.abs(line.top - lines[0].top) < 4);
                          const field = document.querySelector("#gatehouse-code-form").getBoundingClientRect();
                          return [Math.min(...first.map(line => line.left)) - field.left, field.right - Math.max(...first.map(line => line.right))];
                        }""", text);
                double begin = Math.abs(gaps.get(right ? 1 : 0).doubleValue());
                double end = Math.abs(gaps.get(right ? 0 : 1).doubleValue());
                assertThat(begin).as("%s: %s", text, gaps).isLessThan(3).isLessThan(end);
            }
            Chromium.picture(page, "code-" + theme + "-" + language);
        }
    }

    /** A user whose account sets the language. */
    private Admin.User speaker(String language) {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("attributes", Map.of("locale", List.of(language))));
        return user;
    }

    /** Chooses a language on the first page, which the browser then keeps. */
    private Page loginPage(String language) {
        Page page = recoveries.browser().open("workspace");
        return page.browser()
                .get(page.action("kc-form-login")
                                .replaceFirst("session_code=[^&]*&", "")
                                .replaceFirst("execution=[^&]*&", "")
                        + "&kc_locale=" + language);
    }

    private Page codePage(String language, Admin.User user) {
        Page page = loginPage(language).enterPassword(user.email(), Admin.PASSWORD);
        assertThat(page.asksForCode()).as(page.text()).isTrue();
        return page;
    }

    private Page forgotPage(String language, Admin.User user) {
        Page password = loginPage(language).enterEmail(user.email());
        return password.browser().get(password.link("reset-credentials"));
    }

    private static void isIn(String language, Page page, String heading) {
        assertThat(page.language()).as(page.url()).isEqualTo(language);
        assertThat(spaced(page.heading())).isEqualTo(spaced(Messages.text(language, heading)));
        assertThat(spaced(page.title())).contains(spaced(Messages.text(language, heading)));
        assertThat(page.text() + page.title()).doesNotContainPattern(RAW);
    }

    private static void isIn(String language, Mail mail, String subject) {
        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(Jsoup.parse(mail.html()).selectFirst("html").attr("lang")).isEqualTo(language);
        assertThat(mail.subject() + mail.text() + Jsoup.parse(mail.html()).text())
                .doesNotContainPattern(RAW);
    }

    private static void says(Page page, String language, String key, Object... values) {
        assertThat(spaced(page.text())).contains(spaced(Messages.text(language, key, values)));
    }

    /** Replaces spaces that do not break a line by ordinary ones. */
    private static String spaced(String text) {
        return text.replaceAll("[\\u00a0\\u202f\\s]+", " ");
    }
}
