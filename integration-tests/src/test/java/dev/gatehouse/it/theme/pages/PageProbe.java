package dev.gatehouse.it.theme.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.function.BiConsumer;

/** Finds what is wrong with an open page, besides what axe finds. Each finding names the element. */
public final class PageProbe {

    private static final String NARROW = "320 px";

    private static final String WIDE =
            "document.documentElement.scrollWidth > 320 ? ['it scrolls sideways', ...[...document.querySelectorAll('body *')]"
                    + ".filter(e => { const box = e.getBoundingClientRect(); return box.right > 321 || box.left < -1; }).map(e => e.outerHTML.slice(0, 120))] : []";

    private static final String SPACED =
            "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
                    + " p { margin-bottom: 2em !important }'); document.adoptedStyleSheets = [sheet]; }";

    /** Links within a sentence may be as low as the line; a box or a button for a choice is as large as its container. */
    private static final String LOW =
            "[...document.querySelectorAll('button, input:not([type=hidden], [type=checkbox], [type=radio]), select, summary, a.gh-button, .gh-choice')]"
                    + ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)";

    private static final String INLINE =
            "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => a.name.startsWith('on') || a.name === 'style' || /^\\s*javascript:/i.test(a.value)))"
                    + ".map(a => a.name + '=' + a.value).concat([...document.querySelectorAll('style, script:not([src])')].map(e => e.textContent))";

    /**
     * A summary of errors that has the focus, whose links lead to fields that are marked and have the same text; where a page has one field,
     * that field with its error.
     */
    private static final String ERROR = """
            () => {
              const summary = document.getElementById('gatehouse-problems');
              if (!summary) {
                const fields = [...document.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea')].filter(e => e.checkVisibility());
                if (fields.length !== 1) return ['there is no summary'];
                const told = (fields[0].getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)).filter(e => e?.className === 'gh-field-error');
                return [fields[0] === document.activeElement ? [] : 'the only field has not the focus', fields[0].getAttribute('aria-invalid') === 'true' ? [] : 'is not marked',
                  told.length === 1 && told[0].textContent.trim() ? [] : 'is not told at the field'].flat();
              }
              const found = document.activeElement === summary ? [] : ['the summary has not the focus, but ' + document.activeElement.outerHTML.slice(0, 120)];
              for (const link of summary.querySelectorAll('a')) {
                const field = document.getElementById(link.getAttribute('href').slice(1));
                if (!field) { found.push('there is no field for ' + link.outerHTML); continue; }
                const told = (field.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ');
                if (field.getAttribute('aria-invalid') !== 'true') found.push('is not marked: ' + field.outerHTML);
                if (!told.includes(link.textContent.split(': ').at(-1))) found.push('is not told at the field: ' + link.textContent);
              }
              return found;
            }""";

    private static final String UNDESCRIBED =
            "[...document.querySelectorAll('[aria-describedby]')].flatMap(e => e.getAttribute('aria-describedby').split(' ').filter(id => !document.getElementById(id)).map(id => id + ' of ' + e.outerHTML))";

    private static final String DULL = """
            () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')].filter(e => e.checkVisibility() && !e.disabled).flatMap(e => {
              e.focus();
              if (document.activeElement !== e) return ['takes no focus: ' + e.outerHTML];
              const style = getComputedStyle(e);
              return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3 ? [] : [style.outline + ' of ' + e.outerHTML];
            })""";

    /** Texts with a contrast of less than 4.5 : 1 (WCAG 2.2, 1.4.3); axe waits for timers, which do not run in pages without JavaScript. */
    private static final String FAINT = """
            () => {
              const rgba = colour => {
                const found = colour.match(/^rgba?\\(([^)]+)\\)$/);
                if (!found) throw new Error('what colour is ' + colour);
                const [r, g, b, a = 1] = found[1].split(',').map(Number);
                return [r, g, b, a];
              };
              const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
              const backdrop = element => {
                if (!element) return rgba(getComputedStyle(document.documentElement).colorScheme.includes('dark') ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)');
                const own = rgba(getComputedStyle(element).backgroundColor);
                return own[3] === 1 ? own : over(own, backdrop(element.parentElement));
              };
              const light = colour => colour.slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
              const seen = new Set();
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                if (texts.currentNode.data.trim() && texts.currentNode.parentElement.checkVisibility({visibilityProperty: true})) seen.add(texts.currentNode.parentElement);
              }
              document.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio])').forEach(input => seen.add(input));
              return [...seen].filter(e => !e.closest('option, script, style, noscript, :disabled')).flatMap(e => {
                const ground = backdrop(e);
                const [a, b] = [light(over(rgba(getComputedStyle(e).color), ground)), light(ground)].sort((x, y) => y - x);
                const ratio = (a + 0.05) / (b + 0.05);
                return ratio < 4.5 ? [ratio.toFixed(2) + ': ' + e.outerHTML.slice(0, 160)] : [];
              });
            }""";

    private final Page page;
    private final BiConsumer<String, Object> report;

    /**
     * @param report receives what is wrong, and where
     */
    public PageProbe(Page page, BiConsumer<String, Object> report) {
        this.page = page;
        this.report = report;
    }

    public void failsNothing(boolean showsAnError) {
        if (showsAnError) {
            report("error", ERROR);
        }
        report("described by nothing", UNDESCRIBED);
        report(
                "no policy",
                "[document.querySelector('meta[http-equiv=Content-Security-Policy]')?.content ?? ''].filter(policy => !policy.includes(\"script-src 'self';\") || policy.includes('unsafe'))");
        report("against the policy", "window.refused ?? []");
        report("inline", INLINE);
        page.setViewportSize(320, 640);
        report("wider than " + NARROW, WIDE);
        report("controls lower than 44 px", LOW);
        page.evaluate(SPACED);
        report("wider than " + NARROW + " with spaced text", WIDE);
        page.evaluate("() => { document.adoptedStyleSheets = []; }");
        // From here on the browser shows the focus as it does for keyboard users.
        page.keyboard().press("Tab");
        report("focus", DULL);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        report("focus with forced colours", DULL);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
    }

    /** Works for a page without JavaScript, too. */
    public void isReadable() {
        page.waitForLoadState();
        report("too faint", FAINT);
    }

    public void isIn(String locale) {
        Object found = page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]");
        Object expected = List.of(locale, locale.equals("ar") ? "rtl" : "ltr");
        if (!found.equals(expected)) {
            report.accept("language", found);
        }
    }

    private void report(String what, String script) {
        List<?> found = (List<?>) page.evaluate(script);
        if (!found.isEmpty()) {
            report.accept(what, found);
        }
    }

    /** The script that records in the page what the policy blocks; it must be in each page from its beginning. */
    public static String recorder() {
        return "window.refused = []; document.addEventListener('securitypolicyviolation', e => window.refused.push(e.sample || e.blockedURI + ' ' + e.violatedDirective))";
    }
}
