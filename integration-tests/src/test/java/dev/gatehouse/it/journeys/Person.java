package dev.gatehouse.it.journeys;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person at a browser who wants to get somewhere, and whose pages, presses and emails are counted. The person does on each page what it
 * asks for: finds fields as password managers do, by their purpose, and buttons by their names, so that other pages are found too.
 */
final class Person {

    /** Where the apps are. */
    private static final Pattern APP = Pattern.compile("^http://localhost:9999/.*");

    private static final String ADDRESS = "input[autocomplete~=username]:visible";
    private static final String PASSWORD = "input[type=password]:visible";
    private static final String NEW_PASSWORD = "input[type=password][autocomplete=new-password]:visible";
    private static final String CODE = "input[autocomplete~=one-time-code]:visible";

    /** What leads on, where a page has no field; the first that it has. */
    private static final List<Pattern> WAYS_ON = List.of(
            Pattern.compile("^send (?!.*again)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("another account|different account", Pattern.CASE_INSENSITIVE),
            Pattern.compile("^(continue|next)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("^sign in", Pattern.CASE_INSENSITIVE),
            Pattern.compile("^(sign|log) ?out", Pattern.CASE_INSENSITIVE),
            Pattern.compile("back to", Pattern.CASE_INSENSITIVE));

    private static final Pattern SENT = Pattern.compile("check your email", Pattern.CASE_INSENSITIVE);
    private static final String NO_FIELD = "no field";
    private static final Pattern SEND = Pattern.compile("send", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECONDS = Pattern.compile("(\\d+) seconds?");
    private static final Pattern NOT_ME = Pattern.compile("https?://\\S+/gatehouse/not-me\\S*");

    /** How long an email may take that is on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    /** How long a page may take to submit itself after a paste, on a busy machine. */
    private static final double BY_ITSELF_MILLIS = 5_000;

    private static final int MOST_SCREENS = 20;

    private final TestServer server;
    private final BrowserContext profile;
    private final Admin.User user;
    private final boolean takesLinks;
    private final Set<String> readBefore = new HashSet<>();
    private final Set<String> read = new HashSet<>();
    private final List<String> screens = new ArrayList<>();
    private Page page;
    private String password = Admin.PASSWORD;
    private int presses;
    private int waits;
    private Instant begun = Instant.now();

    /**
     * Creates a person.
     *
     * @param takesLinks whether the person opens the link of an email, if it has one, instead of typing its code
     */
    Person(TestServer server, BrowserContext profile, Admin.User user, boolean takesLinks) {
        this.server = server;
        this.profile = profile;
        this.user = user;
        this.takesLinks = takesLinks;
        profile.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page = profile.newPage();
        begin();
    }

    /** Counts from now on. */
    void begin() {
        screens.clear();
        presses = 0;
        waits = 0;
        readBefore.clear();
        mails().forEach(mail -> readBefore.add(mail.id()));
        read.addAll(readBefore);
        forget();
        begun = Instant.now();
    }

    /** What was counted. Waits for emails that are on their way. */
    Cost cost() {
        Duration time = Duration.between(begun, Instant.now());
        new Recoveries(server).letEmailsArrive();
        int emails = (int)
                mails().stream().filter(mail -> !readBefore.contains(mail.id())).count();
        return new Cost(screens, presses, waits, emails, time);
    }

    /** An app sends the person to this URL. */
    Person open(String url) {
        page.navigate(url);
        return this;
    }

    /** The browser is closed for a day: what it keeps are the cookies that live longer. */
    void sleep() {
        double tomorrow = Instant.now().plus(Duration.ofDays(1)).getEpochSecond();
        List<Cookie> kept = profile.cookies().stream()
                .filter(cookie -> cookie.expires > tomorrow)
                .toList();
        profile.clearCookies();
        profile.addCookies(kept);
        page.close();
        page = profile.newPage();
    }

    /** Whether an app has received the person, in whatever tab. */
    boolean isInTheApp() {
        return profile.pages().stream().anyMatch(tab -> APP.matcher(tab.url()).matches());
    }

    /** Whether the page asks for an address. */
    boolean isAskedWho() {
        return page.locator(ADDRESS).count() > 0;
    }

    /** Whether the page is the one of "This was not me". */
    boolean isAtNotMe() {
        return page.url().contains("/gatehouse/not-me");
    }

    /** Whether the page asks for nothing, and offers another account. */
    boolean isOfferedAnotherAccount() {
        return asked().equals(NO_FIELD)
                && page.getByText(Pattern.compile("(wrong|another|different) account", Pattern.CASE_INSENSITIVE))
                                .count()
                        > 0;
    }

    /** Whether a new password was chosen, and a page tells so. */
    boolean hasChangedThePassword() {
        return password.equals(Recoveries.NEW_PASSWORD)
                && page.locator(PASSWORD).count() == 0;
    }

    /** Signs in, or whatever else the pages ask for, until the person is there. */
    Person until(BooleanSupplier there) {
        while (look(there)) {
            act();
        }
        return this;
    }

    /** Follows the link in the latest email, or else the way that it tells: from the sign-in page on. */
    void sayNotMe(String signIn) {
        Mail mail = mails().get(0);
        Matcher link = NOT_ME.matcher(mail.text());
        if (link.find()) {
            presses++;
            page.navigate(link.group());
        } else {
            page.navigate(signIn);
            goTo(Pattern.compile("this was not me", Pattern.CASE_INSENSITIVE), this::forgetThePassword);
        }
        look(() -> false);
    }

    /** Follows "Forgot password?", as soon as a page has it. */
    void forgetThePassword() {
        goTo(Pattern.compile("forgot.*password", Pattern.CASE_INSENSITIVE), this::sayWho);
    }

    private void goTo(Pattern name, Runnable otherwise) {
        look(() -> false);
        if (named(name).isEmpty()) {
            otherwise.run();
            look(() -> false);
        }
        press(named(name).orElseThrow(() -> stuck("nothing is named " + name)));
    }

    private void sayWho() {
        submit(filled(page.locator(ADDRESS).first(), user.email()));
    }

    /** Takes in the page that is open, once it is complete. Returns whether there is something left to do. */
    private boolean look(BooleanSupplier there) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(PlaywrightException.class)
                .until(() -> {
                    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
                    return isInTheApp() || there.getAsBoolean() || hasSomethingToPress();
                });
        if (isInTheApp()) {
            return false;
        }
        page.waitForLoadState();
        boolean arrived = there.getAsBoolean();
        // A page that asks who it is begins the next journey.
        if (!arrived || !isAskedWho()) {
            noteTheScreen();
        }
        if (screens.size() > MOST_SCREENS) {
            throw stuck("there is no end");
        }
        return !arrived;
    }

    /** A page that moves on by itself, as between the realm and a company's provider, has nothing to press. */
    private boolean hasSomethingToPress() {
        return page.locator("main button:visible, main a:visible, main input:visible, form button:visible")
                        .count()
                > 0;
    }

    private void noteTheScreen() {
        boolean isNew = (boolean) page.evaluate(
                "() => { const seen = window.gatehouseSeen === true; window.gatehouseSeen = true; return !seen; }");
        if (isNew) {
            screens.add("%s (%s)".formatted(heading(), asked()));
        }
    }

    private String heading() {
        Locator headings = page.locator("h1:visible");
        return headings.count() == 0
                ? "no heading"
                : headings.first().innerText().strip();
    }

    private String asked() {
        List<String> found = new ArrayList<>();
        if (isAskedWho()) {
            found.add("address");
        }
        if (page.locator(NEW_PASSWORD).count() > 0) {
            found.add("new password");
        } else if (page.locator(PASSWORD).count() > 0) {
            found.add("password");
        }
        if (page.locator(CODE).count() > 0) {
            found.add("code");
        }
        return found.isEmpty() ? NO_FIELD : String.join(", ", found);
    }

    /** Does what the page asks for. */
    private void act() {
        if (page.locator(NEW_PASSWORD).count() > 0) {
            choose();
        } else if (page.locator(PASSWORD).count() > 0) {
            page.locator(ADDRESS).all().forEach(field -> filled(field, user.email()));
            submit(filled(page.locator(PASSWORD).first(), password));
        } else if (page.locator(CODE).count() > 0) {
            prove();
        } else if (isAskedWho()) {
            sayWho();
        } else {
            goOn();
        }
    }

    private void choose() {
        List<Locator> fields = page.locator(PASSWORD).all();
        fields.forEach(field -> field.fill(Recoveries.NEW_PASSWORD));
        submit(fields.get(fields.size() - 1));
        password = Recoveries.NEW_PASSWORD;
    }

    /** Brings the code of an email, or opens its link. */
    private void prove() {
        Optional<Mail> arrived = arrived(ON_ITS_WAY);
        if (arrived.isEmpty()) {
            askForAnEmail();
            return;
        }
        Mail mail = arrived.get();
        read.add(mail.id());
        Optional<String> link = Recoveries.linkIn(mail);
        if (takesLinks && link.isPresent()) {
            openTheLink(link.get());
        } else {
            paste(page.locator(CODE).first(), Recoveries.codeIn(mail).orElseGet(() -> Codes.in(mail.text())));
        }
    }

    private void askForAnEmail() {
        Matcher seconds = SECONDS.matcher(page.locator("body").innerText());
        if (seconds.find()) {
            waits++;
            Instant over = Instant.now().plusSeconds(Integer.parseInt(seconds.group(1)) + 1L);
            await().atMost(Duration.ofMinutes(1)).until(() -> Instant.now().isAfter(over));
        }
        press(named(SEND).orElseThrow(() -> stuck("no email comes, and none can be asked for")));
    }

    /** On a page without a field: an email may have come or be on its way; else there is a button or a link. */
    private void goOn() {
        Optional<Mail> mail = arrived(SENT.matcher(heading()).find() ? ON_ITS_WAY : Duration.ZERO);
        Optional<String> link = mail.flatMap(Recoveries::linkIn);
        if (link.isPresent()) {
            read.add(mail.get().id());
            openTheLink(link.get());
        } else if (named(WAYS_ON.get(0)).isPresent()) {
            askForAnEmail();
        } else {
            press(WAYS_ON.stream()
                    .flatMap(name -> named(name).stream())
                    .findFirst()
                    .orElseThrow(() -> stuck("this page is a dead end")));
        }
    }

    /** A mail program opens links in a tab of their own. */
    private void openTheLink(String link) {
        presses++;
        page = profile.newPage();
        page.navigate(link);
    }

    /** Pastes a code, and submits it where the page does not do so by itself. */
    private void paste(Locator field, String code) {
        page.evaluate("text => navigator.clipboard.writeText(text)", code);
        field.fill("");
        field.focus();
        page.keyboard().press("ControlOrMeta+V");
        try {
            page.waitForFunction(
                    "() => !window.gatehouseSeen",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(BY_ITSELF_MILLIS));
        } catch (TimeoutError stays) {
            submit(field);
        }
    }

    private static Locator filled(Locator field, String value) {
        if (field.isEditable() && !field.inputValue().equals(value)) {
            field.fill(value);
        }
        return field;
    }

    private void submit(Locator field) {
        presses++;
        field.press("Enter");
        untilAnotherPage();
    }

    private void press(Locator button) {
        presses++;
        button.click();
        untilAnotherPage();
    }

    private void untilAnotherPage() {
        page.waitForFunction("() => !window.gatehouseSeen");
    }

    /** Keeps no page in mind that was seen before. */
    private void forget() {
        page.evaluate("() => { window.gatehouseSeen = false; }");
    }

    /** The button or link with a name; empty if the page has none. */
    private Optional<Locator> named(Pattern name) {
        for (AriaRole role : List.of(AriaRole.BUTTON, AriaRole.LINK)) {
            Locator found = page.locator("main").getByRole(role, new Locator.GetByRoleOptions().setName(name));
            if (found.count() > 0) {
                return Optional.of(found.first());
            }
        }
        return Optional.empty();
    }

    /** The latest email that was not read yet and has a code or a link. */
    private Optional<Mail> arrived(Duration within) {
        Instant end = Instant.now().plus(within);
        Optional<Mail> found = unread();
        while (found.isEmpty() && Instant.now().isBefore(end)) {
            page.waitForTimeout(100);
            found = unread();
        }
        return found;
    }

    private Optional<Mail> unread() {
        return mails().stream()
                .filter(mail -> !read.contains(mail.id()))
                .filter(mail ->
                        Recoveries.linkIn(mail).isPresent() || mail.text().matches("(?s).*\\b\\d{6}\\b.*"))
                .findFirst();
    }

    private List<Mail> mails() {
        return server.inbox().messages(user.email());
    }

    private AssertionError stuck(String why) {
        return new AssertionError("%s: %s, after %s, at %s".formatted(heading(), why, screens, page.url()));
    }
}
