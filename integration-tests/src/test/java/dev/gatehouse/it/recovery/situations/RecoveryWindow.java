package dev.gatehouse.it.recovery.situations;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.LoadState;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.mail.Codes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A real browser in which a case is played: one tab requests the email, and another opens the link. */
final class RecoveryWindow implements AutoCloseable {

    private static final String STATE = "state-of-the-app";
    private static final String VERIFIER_HASH = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final RecoveryPlay play;
    private final Chromium chromium = new Chromium();
    private final BrowserContext profile;
    /** The redirect URI of the app. Something must answer there, or the browser would have no history entry to go back from. */
    private final String app;

    private final Page first;
    private Page tab;

    RecoveryWindow(RecoveryPlay play, Browser.NewContextOptions options) {
        this.play = play;
        this.profile = chromium.profile(options);
        this.app = play.side().server().inbox().url() + "/apps/callback";
        this.first = profile.newPage();
        this.tab = first;
    }

    /** Requests a link from an app's login page. */
    void ask() {
        first.navigate(
                play.side().server().realmUrl() + "/protocol/openid-connect/auth?response_type=code&scope=openid&state="
                        + STATE + "&client_id=" + RecoveryPlay.APP + "&redirect_uri=" + app
                        + "&code_challenge_method=S256&code_challenge=" + VERIFIER_HASH);
        first.locator("#username").fill(play.user().email());
        if (first.locator("#password").count() == 0) {
            first.locator("#kc-login").click();
        }
        first.locator("a[href*=reset-credentials]").click();
        Locator form = first.locator("#" + play.side().addressForm());
        form.locator("[name=username]").fill(play.user().email());
        submit(form);
    }

    void openInNewTab(String link) {
        tab = profile.newPage();
        tab.navigate(link);
    }

    /** Enters a new password twice. */
    void choose(String password) {
        type(password);
        submit(tab.locator("#" + play.side().passwordForm()));
    }

    void type(String password) {
        tab.locator("#password-new").fill(password);
        tab.locator("#password-confirm").fill(password);
    }

    void submitPassword() {
        submit(tab.locator("#" + play.side().passwordForm()));
    }

    /** Submits a form and waits until another page, or the same one again, has loaded. */
    private static void submit(Locator form) {
        Page page = form.page();
        AtomicBoolean isLoaded = new AtomicBoolean();
        Consumer<Page> noticed = loaded -> isLoaded.set(true);
        page.onLoad(noticed);
        form.locator("[type=submit]").first().click();
        page.waitForCondition(isLoaded::get);
        page.offLoad(noticed);
    }

    void goBack() {
        tab.goBack();
        tab.waitForTimeout(1_000);
    }

    /** The tab that opened the link. */
    Page tab() {
        return tab;
    }

    /** Follows every link that continues, and signs in where prompted; returns whether the app gets a code and its own state. */
    boolean goOnToTheApp(String password) {
        Locator continueLink = tab.locator("#gatehouse-way-on, #kc-info-message a");
        if (!isInTheApp(tab) && continueLink.count() > 0) {
            continueLink.first().click();
            signIn(password);
        }
        return isInTheApp(tab) && tab.url().contains("code=") && tab.url().contains("state=" + STATE);
    }

    private void signIn(String password) {
        awaitOneOf("#kc-login");
        if (tab.locator("#username").count() > 0) {
            tab.locator("#username").fill(play.user().email());
        }
        if (tab.locator("#password").count() == 0) {
            tab.locator("#kc-login").click();
        }
        tab.locator("#password").fill(password);
        tab.locator("#kc-login").click();
        awaitOneOf("#code");
        if (!isInTheApp(tab)) {
            tab.locator("#code").fill(Codes.latest(play.side().server(), play.user()));
            tab.locator("#gatehouse-code-form [type=submit]").first().click();
            awaitOneOf("#no-further-page");
        }
    }

    /** The page that is left is still there for a moment. */
    private void awaitOneOf(String next) {
        tab.waitForCondition(() -> isInTheApp(tab) || tab.locator(next).count() > 0);
    }

    boolean hasErrorInTheApp() {
        return isInTheApp(tab) && tab.url().contains("error=");
    }

    /** The text of the tab that opened the link. */
    String seen() {
        return seen(tab);
    }

    /** The text of the tab that requested the email, after it had time to notice. */
    String firstTabSeen() {
        first.waitForTimeout(4_000);
        return seen(first);
    }

    private String seen(Page page) {
        page.waitForLoadState(LoadState.LOAD);
        String html = isInTheApp(page) ? "" : html(page);
        return RecoveryPlay.quote(new dev.gatehouse.testsupport.browser.Page(
                null, 200, page.url().replace(app, HttpBrowser.CALLBACK), html));
    }

    /** A page that is about to be left has no content; its successor has. */
    private static String html(Page page) {
        for (int tries = 1; ; tries++) {
            try {
                return page.content();
            } catch (PlaywrightException leaving) {
                if (tries == 10) {
                    throw leaving;
                }
                page.waitForTimeout(1_000);
            }
        }
    }

    private boolean isInTheApp(Page page) {
        return page.url().startsWith(app);
    }

    @Override
    public void close() {
        profile.close();
        chromium.close();
    }
}
