package dev.gatehouse.it.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies the content and the layout of every email of Gatehouse and Keycloak, as the server renders it. */
@Tag("browser")
class EmailContentTest {

    private static final int MOST_BYTES = 20 * 1024;
    private static final int MAILS = 46;
    private static final int NARROW = 320;
    private static final int WIDE = 600;
    private static final Pattern URL = Pattern.compile("https?://\\S+");
    private static final List<String> CODES = List.of("481920", "7KQM-42XD");
    private static final Set<String> WITH_LINK = Set.of(
            "email-verification",
            "email-update-confirmation",
            "executeActions",
            "password-reset",
            "verifiable-credential-offer",
            "identity-provider-link",
            "org-invite",
            "gatehouse-recovery-reset",
            "gatehouse-recovery-change",
            "gatehouse-recovery-not-me",
            "gatehouse-recovery-elsewhere",
            "gatehouse-recovery-paused");
    private static final Set<String> WITH_NOT_ME = Set.of(
            "gatehouse-code",
            "gatehouse-code-quiet",
            "gatehouse-recovery-changed",
            "gatehouse-notice-password-changed",
            "gatehouse-notice-sign-in",
            "gatehouse-notice-enrolment-added",
            "gatehouse-notice-enrolment-removed",
            "gatehouse-notice-impersonated",
            "gatehouse-notice-further");
    private static final Set<String> WITHOUT_TIME = Set.of(
            "email-verification-with-code",
            "email-test",
            "workflow-accountNotification",
            "workflow-accountDisableNotification",
            "workflow-accountDeleteNotification",
            "workflow-custom");

    private final TestServer server = TestServer.shared();

    @Test
    void htmlAndTextSayTheSameAndNothingIsLoadedOrRun() {
        for (boolean hostile : new boolean[] {false, true}) {
            List<JsonNode> mails = mails("en", "", hostile);
            assertThat(mails).hasSize(MAILS);
            for (JsonNode mail : mails) {
                String name = name(mail);
                String html = mail.get("html").asText();
                Document page = Jsoup.parse(html, "");
                assertThat(html.getBytes(StandardCharsets.UTF_8).length)
                        .as(name)
                        .isLessThanOrEqualTo(MOST_BYTES);
                assertThat(page.select(
                                "script, img, link, iframe, object, embed, svg, form, input, base, video, audio"))
                        .as(name)
                        .isEmpty();
                assertThat(page.select("[src], [srcset], [background], [onerror], [onclick]"))
                        .as(name)
                        .isEmpty();
                assertThat(html.toLowerCase(Locale.ROOT))
                        .as(name)
                        .doesNotContain("url(")
                        .doesNotContain("@import")
                        .doesNotContain("javascript:");
                assertThat(words(page.selectFirst("main").wholeText()))
                        .as(name)
                        .isEqualTo(words(mail.get("text").asText()));
                assertThat(page.title()).as(name).isNotBlank();
                assertThat(page.select("h1")).as(name).hasSize(1);
                assertThat(mail.get("subject").asText() + mail.get("text").asText())
                        .as(name)
                        .doesNotContain("gatehouseMail_")
                        .doesNotContain("gatehouseEmail_")
                        .doesNotContain("gatehouseCode");
            }
        }
    }

    @Test
    @DisplayName(
            "An email has one link at most, its address is shown, and that of a notice or a code leads to This was not me")
    void anEmailHasOneLinkAtMost() {
        for (JsonNode mail : mails("en", "", false)) {
            String name = name(mail);
            Document page = Jsoup.parse(mail.get("html").asText());
            List<String> shown = URL.matcher(mail.get("text").asText())
                    .results()
                    .map(found -> found.group())
                    .toList();
            if (WITH_LINK.contains(name) || WITH_NOT_ME.contains(name)) {
                assertThat(page.select("a")).as(name).hasSize(1);
                String link = page.selectFirst("a").attr("href");
                assertThat(link).as(name).startsWith(server.url() + "/");
                assertThat(shown).as(name).containsExactly(link);
                assertThat(page.selectFirst("main").text()).as(name).contains(link);
                assertThat(link.endsWith("/gatehouse/not-me")).as(name).isEqualTo(WITH_NOT_ME.contains(name));
            } else {
                assertThat(page.select("a")).as(name).isEmpty();
                assertThat(shown).as(name).isEmpty();
            }
        }
    }

    @Test
    void codesAreWholeAndSelectableAndNeverInThePreheader() {
        int found = 0;
        for (JsonNode mail : mails("en", "", false)) {
            Document page = Jsoup.parse(mail.get("html").asText());
            String preheader = page.selectFirst("body > div").text();
            for (Element code : page.select(".code")) {
                found++;
                assertThat(CODES).contains(code.html());
                assertThat(code.attr("dir")).isEqualTo("ltr");
                assertThat(code.attr("style")).contains("user-select:all").contains("white-space:nowrap");
                assertThat(mail.get("text").asText().lines()).contains(code.html());
            }
            CODES.forEach(
                    code -> assertThat(preheader).as(name(mail)).isNotBlank().doesNotContain(code));
        }
        assertThat(found).isEqualTo(6);
        assertThat(mails("en", "", false).stream()
                        .filter(mail -> mail.get("subject").asText().startsWith("481920 ")))
                .hasSize(1);
    }

    @Test
    @DisplayName("Notices say what happened with time and zone, and call unknown what is unknown")
    void noticesNameTimeAndZoneAndCallTheUnknownUnknown() {
        for (JsonNode mail : mails("en", "", false)) {
            if (!WITH_LINK.contains(name(mail)) && !WITHOUT_TIME.contains(name(mail))) {
                assertThat(mail.get("text").asText()).as(name(mail)).containsPattern("When: .*\\d:\\d\\d.* [A-Z]{3,4}");
            }
        }
        JsonNode unknown = mail("gatehouse-code-quiet");
        assertThat(unknown.get("text").asText()).contains("Device: Unknown").contains("Where: Unknown");
        assertThat(unknown.get("subject").asText()).isEqualTo("Your Acme Phone security code");
    }

    @Test
    void anEmailDeclaresItsLanguageAndDirection() {
        Element untranslated =
                Jsoup.parse(mails("ar", "", false).get(0).get("html").asText()).selectFirst("html");
        assertThat(untranslated.attr("lang") + " " + untranslated.attr("dir")).isIn("en ltr", "ar rtl");
        server.admin().text("fa", "gatehouseLanguage", "fa");
        try {
            for (JsonNode mail : mails("fa", "", false)) {
                Document page = Jsoup.parse(mail.get("html").asText());
                assertThat(page.selectFirst("html").attr("lang") + " "
                                + page.selectFirst("html").attr("dir"))
                        .as(name(mail))
                        .isEqualTo("fa rtl");
                assertThat(page.select(".card").attr("align")).isEqualTo("right");
            }
        } finally {
            server.admin().send("DELETE", "/localization/fa/gatehouseLanguage", null);
        }
    }

    @Test
    void hostileNamesAreShownAsTheyAreAndStayInTheirPlace() {
        for (JsonNode mail : mails("en", "", true)) {
            Document page = Jsoup.parse(mail.get("html").asText());
            assertThat(mail.get("text").asText().lines()).as(name(mail)).noneMatch(line -> line.startsWith("Bcc:"));
            assertThat(page.select("bdi").eachText())
                    .as(name(mail))
                    .anyMatch(
                            name -> name.startsWith("<script>alert(1)</script><img src=x onerror=alert(1)> {0} ' ''"));
        }
    }

    @Test
    void gatehousesEmailsAreCompleteInsideKeycloaksOwnThemes() {
        for (String theme : List.of("base", "keycloak")) {
            List<JsonNode> ours = mails("en", theme, false).stream()
                    .filter(mail -> name(mail).startsWith("gatehouse-"))
                    .toList();
            assertThat(ours).hasSize(25);
            for (JsonNode mail : ours) {
                Document page = Jsoup.parse(mail.get("html").asText());
                assertThat(words(page.selectFirst("main").wholeText()))
                        .as(name(mail))
                        .isEqualTo(words(mail.get("text").asText()));
                assertThat(mail.get("text").asText())
                        .as(name(mail))
                        .doesNotContain("gatehouseMail_")
                        .doesNotContain("gatehouseCode");
            }
        }
    }

    @Test
    void everyEmailFitsAPhoneIsReadableInDarkModeAndAxeFindsNothing() {
        List<String> problems = new ArrayList<>();
        try (Chromium chromium = Chromium.shared()) {
            for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : new int[] {NARROW, WIDE}) {
                    look(chromium, colors, width, problems);
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    private void look(Chromium chromium, ColorScheme colors, int width, List<String> problems) {
        Browser.NewContextOptions options =
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(colors);
        try (BrowserContext context = chromium.profile(options)) {
            com.microsoft.playwright.Page page = context.newPage();
            for (JsonNode mail : mails("en", "", false)) {
                String name = name(mail) + "-" + width + "-" + colors.name().toLowerCase(Locale.ROOT);
                page.setContent(mail.get("html").asText());
                if (width == NARROW) {
                    // What axe checks does not depend on the width, and each run takes a while.
                    Chromium.violations(page, "body").forEach(violation -> problems.add(name + ": " + violation));
                }
                Object overflow =
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (!overflow.equals(0)) {
                    problems.add(name + " is wider than the screen by " + overflow);
                }
                Chromium.picture(page, "mail-" + name);
            }
        }
    }

    private JsonNode mail(String name) {
        return mails("en", "", false).stream()
                .filter(mail -> name(mail).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> mails(String language, String theme, boolean hostile) {
        String url = server.realmUrl() + "/gatehouse-mail-preview?language=" + language + "&theme=" + theme
                + "&hostile=" + hostile;
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            return StreamSupport.stream(Admin.JSON.readTree(answer).spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(JsonNode mail) {
        return mail.get("name").asText();
    }

    /** The words of a text without punctuation that stands for layout: labels end with a colon in the plain text only. */
    private static List<String> words(String text) {
        return Pattern.compile("[\\s:]+")
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
