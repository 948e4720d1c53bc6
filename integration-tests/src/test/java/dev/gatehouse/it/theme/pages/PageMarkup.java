package dev.gatehouse.it.theme.pages;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.gatehouse.setup.NodePackages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The HTML of pages as the server sends it, and what html-validate finds in it. */
public final class PageMarkup {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT = "html-validate.mjs";

    private final AtomicReference<Response> last = new AtomicReference<>();

    private PageMarkup(Page page) {
        page.onResponse(response -> {
            if (response.request().isNavigationRequest() && response.frame() == page.mainFrame()) {
                last.set(response);
            }
        });
    }

    /** Starts to listen; the tab should be empty. */
    public static PageMarkup of(Page page) {
        return new PageMarkup(page);
    }

    /** The HTML of the open page. */
    public String html() {
        return last.get().text();
    }

    /**
     * What html-validate finds by its recommended rules.
     *
     * @param pages HTML by the name of the page
     * @param rules settings of rules that differ, as html-validate names them
     */
    public static List<String> faults(NodePackages packages, Map<String, String> pages, Map<String, String> rules) {
        try {
            Path folder = Files.createTempDirectory(Path.of(System.getProperty("gatehouse.work")), "html-validate");
            try (InputStream script = PageMarkup.class.getResourceAsStream(SCRIPT)) {
                Files.copy(script, folder.resolve(SCRIPT));
            }
            // Node looks for modules beside the script that imports them.
            Files.createSymbolicLink(folder.resolve("node_modules"), packages.modules());
            Process process = new ProcessBuilder(
                            packages.node().toString(),
                            folder.resolve(SCRIPT).toString(),
                            JSON.writeValueAsString(rules))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                JSON.writeValue(in, pages);
            }
            return JSON.readValue(process.getInputStream(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
