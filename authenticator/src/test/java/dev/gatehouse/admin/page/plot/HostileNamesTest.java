package dev.gatehouse.admin.page.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Attr;

/** Names come from clients, organizations and providers, whose administrators may be hostile. */
class HostileNamesTest {

    private static final Set<String> ELEMENTS =
            Set.of("svg", "title", "desc", "defs", "pattern", "path", "g", "use", "rect", "line", "text", "style");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><script>alert(1)</script>",
                "]]>",
                "<![CDATA[",
                "&lt;&#0;&",
                "'\" onload=alert(1) x='",
                "\u0000\u0001\u001b[31m\u007f\u0085",
                "\u202etxt.exe\u2066",
                "\ud800",
                "\udc00x\ud83d",
                "\ufffe\uffff\ufdd0",
                "</title></svg><img src=x onerror=alert(1)>",
                "${7*7} <#assign x=1>",
                ""
            })
    void aNameIsNothingButText(String name) {
        for (Plot plot : Plots.named(name)) {
            for (boolean isRightToLeft : new boolean[] {false, true}) {
                PlotText text = new PlotText(
                        "p", name, name, name, new PlotText.Names(name, name, name), Locale.ENGLISH, isRightToLeft);
                assertHarmless(SvgPlot.of(plot, text));
                assertHarmless(SvgPlot.standalone(plot, text));
                assertThat(texts(PlotTable.of(plot, text))).allMatch(HostileNamesTest::isClean);
            }
        }
    }

    @Property(tries = 200)
    void anyNameIsNothingButText(@ForAll String name) {
        aNameIsNothingButText(name);
    }

    private static void assertHarmless(String svg) {
        ParsedSvg parsed = ParsedSvg.of(svg);
        assertThat(parsed.elements("*")).allMatch(element -> ELEMENTS.contains(element.getTagName()));
        assertThat(parsed.attributes())
                .noneMatch(attribute -> attribute.getName().equals("style")
                        || attribute.getName().startsWith("on")
                        || attribute.getName().contains(":"));
        assertThat(parsed.attributes()
                        .filter(attribute -> attribute.getName().equals("href"))
                        .map(Attr::getValue))
                .allMatch(target -> target.startsWith("#"));
        assertThat(isClean(svg)).isTrue();
    }

    private static Stream<String> texts(PlotTable table) {
        return Stream.concat(
                Stream.concat(Stream.of(table.caption()), table.headers().stream()),
                table.rows().stream().flatMap(row -> row.stream()));
    }

    private static boolean isClean(String text) {
        return text.codePoints()
                .allMatch(character -> (character >= ' ' || character == '\n')
                        && !(character >= 0x7f && character < 0xa0)
                        && !(character >= 0xd800 && character < 0xe000)
                        && !(character >= 0x202a && character <= 0x202e)
                        && !(character >= 0x2066 && character <= 0x2069)
                        && (character & 0xfffe) != 0xfffe);
    }

    @Test
    void aLongNameIsShortenedAndItsTitleIsTheWholeName() {
        String name = "\ud83d\udd12".repeat(100);
        ParsedSvg svg = ParsedSvg.of(SvgPlot.of(Plots.bars(name, "1 %"), Plots.english()));
        String shown = svg.texts().get(0);
        assertThat(shown).endsWith("\u2026").hasSizeLessThan(40);
        assertThat(shown.codePoints().filter(character -> character == 0x1f512).count())
                .as("no half characters")
                .isEqualTo(shown.length() / 2);
        assertThat(svg.ofClass("plot-name").get(0).getLastChild().getTextContent())
                .isEqualTo(name);
    }

    @Property(tries = 300)
    void aShortenedNameIsABeginningThatFits(@ForAll String name) {
        String clean = PlainText.clean(name);
        String shown = PlainText.shorten(clean, 80);
        assertThat(PlainText.width(shown)).isLessThanOrEqualTo(80);
        assertThat(PlainText.clean(shown)).isEqualTo(shown);
        assertThat(clean)
                .startsWith(
                        shown.endsWith("\u2026") && !shown.equals(clean)
                                ? shown.substring(0, shown.length() - 1)
                                : shown);
    }

    @Test
    void aNameIsNotCutBetweenALetterAndItsAccent() {
        assertThat(PlainText.shorten("e\u0301".repeat(40), 80)).endsWith("e\u0301\u2026");
        assertThat(PlainText.shorten("xe\u0301".repeat(40), 83)).doesNotEndWith("e\u2026");
    }
}
