package dev.gatehouse.it.theme.pages;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.gatehouse.testsupport.browser.Chromium;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/** What a picture depends on besides the page: the browser, the fonts, and how both render a sample that no theme affects. */
public final class Rendering {

    private static final String SAMPLE = """
            <!doctype html><meta charset="utf-8"><body style="font: 16px/1.5 system-ui, sans-serif">
            <p lang="en">Choose a new password <b>Sign in</b></p><p lang="de">Größe, Übermäßig <b>Anmelden</b></p>
            <p lang="ar" dir="rtl">\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631 <b>\u062a\u0633\u062c\u064a\u0644</b></p>
            <p lang="ja">\u65b0\u3057\u3044\u30d1\u30b9\u30ef\u30fc\u30c9 <b>\u78ba\u8a8d</b></p>
            <p><input value="a" style="font: inherit; border-radius: 6px"> <input type="checkbox" checked> <code style="font-family: ui-monospace, monospace">012</code></p>""";

    private Rendering() {}

    /** Describes it in a few lines, which are equal where pictures are. */
    public static String of(Chromium chromium) {
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions().setViewportSize(600, 400))) {
            Page page = profile.newPage();
            page.setContent(SAMPLE);
            return "Chromium %s%nFonts: %s%nSample: %s%n"
                    .formatted(chromium.majorVersion(), String.join(", ", fonts(page)), sample(page))
                    .replace("\r", "");
        }
    }

    private static TreeSet<String> fonts(Page page) {
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("DOM.enable");
        devtools.send("CSS.enable");
        int root = devtools.send("DOM.getDocument")
                .getAsJsonObject("root")
                .get("nodeId")
                .getAsInt();
        JsonObject everything = new JsonObject();
        everything.addProperty("nodeId", root);
        everything.addProperty("selector", "p, b, code");
        List<Integer> nodes = new ArrayList<>();
        devtools.send("DOM.querySelectorAll", everything)
                .getAsJsonArray("nodeIds")
                .forEach(id -> nodes.add(id.getAsInt()));
        TreeSet<String> fonts = new TreeSet<>();
        for (int id : nodes) {
            JsonObject node = new JsonObject();
            node.addProperty("nodeId", id);
            JsonArray used = devtools.send("CSS.getPlatformFontsForNode", node).getAsJsonArray("fonts");
            used.forEach(
                    font -> fonts.add(font.getAsJsonObject().get("familyName").getAsString()));
        }
        return fonts;
    }

    private static String sample(Page page) {
        BufferedImage picture = SmallPicture.of(page.screenshot());
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        ByteBuffer bytes = ByteBuffer.allocate(pixels.length * Integer.BYTES);
        bytes.asIntBuffer().put(pixels);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
