package dev.gatehouse.testsupport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a browser shows: a page of Keycloak, or the app that it was redirected to. */
public final class Page {

    private final HttpBrowser browser;
    private final int status;
    private final String url;
    private final Document document;

    public Page(HttpBrowser browser, int status, String url, String body) {
        this.browser = browser;
        this.status = status;
        this.url = url;
        this.document = Jsoup.parse(body, url);
    }

    public HttpBrowser browser() {
        return browser;
    }

    public int status() {
        return status;
    }

    public String url() {
        return url;
    }

    public String text() {
        return document.text();
    }

    /** The text without what was typed on the page before, to compare the answers to two people. */
    public String textWithout(String typed) {
        return text().replace(typed, "");
    }

    /** The page as the server sent it. */
    public String html() {
        return document.outerHtml();
    }

    /** Whether there is an element with this id. */
    public boolean has(String id) {
        return document.getElementById(id) != null;
    }

    /** An attribute of the element with this id; empty if either is missing. */
    public String attribute(String id, String name) {
        Element element = document.getElementById(id);
        return element == null ? "" : element.attr(name);
    }

    /** The first element that matches a CSS selector; fails if there is none. */
    public Element element(String selector) {
        Element first = document.selectFirst(selector);
        assertThat(first).as("%s in: %s", selector, document.text()).isNotNull();
        return first;
    }

    public String language() {
        return document.selectFirst("html").attr("lang");
    }

    public String title() {
        return document.title();
    }

    public String heading() {
        return textOf("#kc-page-title");
    }

    /** The message below the heading, or the error at a field; empty if there is none. */
    public String message() {
        return textOf(
                "#gatehouse-error, .kc-feedback-text, #kc-error-message .instruction, #kc-info-message .instruction, [id^=input-error-]:not([id^=input-error-container])");
    }

    /** Whether a page that only shows a message has a link to continue. */
    public boolean hasContinueLink() {
        return document.selectFirst(
                        "#gatehouse-way-on, #gatehouse-account, #kc-info-message a, #kc-error-message a, #reset-login")
                != null;
    }

    private String textOf(String selector) {
        Element first = document.selectFirst(selector);
        return first == null ? "" : first.text();
    }

    public boolean asksForCode() {
        return document.getElementById("gatehouse-code-form") != null
                || document.getElementById("gatehouse-send-form") != null;
    }

    /** Whether this is the first or second page of the login. */
    public boolean asksForPassword() {
        return document.getElementById("kc-form-login") != null;
    }

    /** Whether there is a field for a code. */
    public boolean hasCodeField() {
        return document.getElementById("code") != null;
    }

    public boolean hasSendButton() {
        return document.selectFirst("button[name=send]") != null;
    }

    public boolean isBackInTheApp() {
        return url.startsWith("http://localhost:9999/callback");
    }

    /** The error about the input. */
    public String error() {
        Element error = document.getElementById("gatehouse-error");
        return error == null ? "" : error.text();
    }

    /** Fills in the first page of the login, which asks for the address only. */
    public Page enterEmail(String email) {
        return submit("kc-form-login", Map.of("username", email));
    }

    /** Fills in the login form, whether it asks for everything at once, for the address first, or for the password only. */
    public Page enterPassword(String email, String password) {
        if (document.getElementById("password") == null) {
            return enterEmail(email).enterPassword(email, password);
        }
        if (remembersAnother(email)) {
            return startAgain().enterPassword(email, password);
        }
        return submit(
                "kc-form-login",
                document.getElementById("username") == null
                        ? Map.of("password", password)
                        : Map.of("username", email, "password", password));
    }

    /** Whether this is the page of a known device that remembers another address than this. */
    private boolean remembersAnother(String email) {
        Element link = document.selectFirst("#reset-login[href*=gatehouse-other-account]");
        return link != null && !textOf("#kc-attempted-username").equalsIgnoreCase(email);
    }

    public Page enterCode(String code) {
        return submit("gatehouse-code-form", Map.of("code", code));
    }

    public Page enterCodeOnSharedComputer(String code) {
        return submit("gatehouse-code-form", Map.of("code", code, "sharedComputer", "on"));
    }

    /** Whether there is a button that switches to this factor. */
    public boolean offersFactor(String factor) {
        return document.selectFirst("button[name=factor][value=" + factor + "]") != null;
    }

    /** Switches to this factor, whether the page offers it or not. */
    public Page postFactor(String factor) {
        return browser.post(
                document.selectFirst("form[action*=login-actions][method=post]").absUrl("action"),
                Map.of("factor", factor));
    }

    /** Presses the button that sends an email, with its form. */
    public Page send() {
        return submit(document.selectFirst("button[name=send]").attr("form"), Map.of("send", "on"));
    }

    /** Posts a code without regard to the fields of the page, as a program may. */
    public Page postCode(String code) {
        return browser.post(
                action(hasCodeField() ? "gatehouse-code-form" : "gatehouse-send-form"), Map.of("code", code));
    }

    /** Presses the same button with the box ticked. */
    public Page sendFromSharedComputer() {
        return submit(
                document.selectFirst("button[name=send]").attr("form"), Map.of("send", "on", "sharedComputer", "on"));
    }

    /** Whether the box with this id is ticked. */
    public boolean isChecked(String id) {
        Element box = document.getElementById(id);
        return box != null && box.hasAttr("checked");
    }

    /** Whether the box is ticked. */
    public boolean isSharedComputer() {
        return document.selectFirst("#sharedComputer[checked]") != null;
    }

    /** The target URL of a form. */
    public String action(String formId) {
        Element form = document.getElementById(formId);
        assertThat(form).as("form %s in: %s", formId, document.text()).isNotNull();
        return form.absUrl("action");
    }

    public Page submit(String formId, Map<String, String> fields) {
        String action = action(formId);
        Map<String, String> all = new LinkedHashMap<>();
        document.getElementById(formId)
                .select("input[type=hidden]")
                .forEach(input -> all.put(input.attr("name"), input.val()));
        all.putAll(fields);
        return browser.post(action, all);
    }

    /** Presses the button with this name, in whatever form it is. */
    public Page press(String button) {
        return pressed(button, document.selectFirst("form [name=" + button + "]"));
    }

    /** Presses the one with this value among several buttons of one name. */
    public Page press(String button, String value) {
        return pressed(button, document.selectFirst("form [name=" + button + "][value=" + value + "]"));
    }

    private Page pressed(String button, Element pressed) {
        assertThat(pressed).as("button %s in: %s", button, document.text()).isNotNull();
        Element form = pressed.closest("form");
        Map<String, String> all = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(input -> all.put(input.attr("name"), input.val()));
        all.put(button, pressed.val());
        return browser.post(form.absUrl("action"), all);
    }

    /** The authenticators that the user may choose from. */
    public List<String> choices() {
        return document.select("[name=authenticationExecution]").eachAttr("value");
    }

    /** The values of the buttons and fields of a name. */
    public List<String> choicesOf(String name) {
        return document.select("[name=" + name + "]").eachAttr("value");
    }

    /** The first link to an address that contains this. */
    public String link(String part) {
        return document.select("a[href*=" + part + "]").first().absUrl("href");
    }

    /** Follows the link on an info page; returns the page itself if there is none. */
    public Page followTheOnlyLink() {
        Element link = document.selectFirst("#kc-info-message a");
        return link == null ? this : browser.get(link.absUrl("href"));
    }

    /** Follows "Start again". */
    public Page startAgain() {
        return follow("reset-login");
    }

    /** Follows the link with this id. */
    public Page follow(String id) {
        Element link = document.getElementById(id);
        assertThat(link).as("link %s in: %s", id, document.text()).isNotNull();
        // In Keycloak's theme it is a button with a script.
        String address =
                link.hasAttr("href") ? link.attr("href") : link.attr("onclick").replaceFirst(".*'(.*)'.*", "$1");
        return browser.get(URI.create(document.baseUri()).resolve(address).toString());
    }

    /** The claims of the ID token that the app gets. */
    public JsonNode tokens() {
        assertThat(isBackInTheApp())
                .as("%d %s: %s", status, url, document.text())
                .isTrue();
        return browser.redeem(url);
    }
}
