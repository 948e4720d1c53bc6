package dev.gatehouse.it.theme.pages;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records the responses for the page that is open in a tab, without the redirects before it. Nothing comes from the cache. Pictures inside
 * the page itself are no requests, and the icon of a page that was left does not count.
 */
public final class PageTraffic {

    private final Page page;
    private final String mainFrame;
    private final Map<String, Resource> resources = new HashMap<>();

    /** One response. */
    private static final class Resource {

        private final String type;
        private final URI address;
        private long head;
        private long bytes;
        private boolean ended;

        private Resource(String type, URI address) {
            this.type = type;
            this.address = address;
        }
    }

    /** The loaders of the pages that were left. */
    private final Set<String> left = new HashSet<>();

    /** The loader of the open page; empty before the first. */
    private String document = "";

    private PageTraffic(Page page) {
        this.page = page;
        CDPSession devtools = page.context().newCDPSession(page);
        mainFrame = devtools.send("Page.getFrameTree")
                .getAsJsonObject("frameTree")
                .getAsJsonObject("frame")
                .get("id")
                .getAsString();
        devtools.on("Network.requestWillBeSent", this::sent);
        devtools.on("Network.responseReceived", this::answered);
        devtools.on(
                "Network.loadingFinished",
                event -> ended(event, event.get("encodedDataLength").getAsLong()));
        devtools.on("Network.loadingFailed", event -> ended(event, 0));
        devtools.send("Network.enable");
        JsonObject off = new JsonObject();
        off.addProperty("cacheDisabled", true);
        devtools.send("Network.setCacheDisabled", off);
    }

    /** Starts to record; the tab should be empty. */
    public static PageTraffic of(Page page) {
        return new PageTraffic(page);
    }

    private void sent(JsonObject event) {
        String id = event.get("requestId").getAsString();
        String loader = event.get("loaderId").getAsString();
        if (id.equals(loader) && event.get("frameId").getAsString().equals(mainFrame)) {
            resources.clear();
            if (!document.isEmpty() && !document.equals(loader)) {
                left.add(document);
            }
            document = loader;
        }
        if (left.contains(loader)) {
            // The icon of the page before, which the browser asks for late.
            return;
        }
        String address = event.getAsJsonObject("request").get("url").getAsString();
        if (address.startsWith("http")) {
            resources.put(id, new Resource(event.get("type").getAsString(), URI.create(address)));
        }
    }

    private void answered(JsonObject event) {
        Resource resource = resources.get(event.get("requestId").getAsString());
        if (resource != null) {
            resource.head =
                    event.getAsJsonObject("response").get("encodedDataLength").getAsLong();
        }
    }

    private void ended(JsonObject event, long bytes) {
        Resource resource = resources.get(event.get("requestId").getAsString());
        if (resource != null) {
            resource.bytes = bytes;
            resource.ended = true;
        }
    }

    /** The weight of the open page, when all of it has arrived. */
    public PageWeight weight() {
        page.waitForLoadState(LoadState.LOAD);
        page.waitForCondition(() -> resources.values().stream().allMatch(resource -> resource.ended));
        List<Resource> all = new ArrayList<>(resources.values());
        String host = URI.create(page.url()).getAuthority();
        return new PageWeight(
                all.stream().mapToLong(resource -> resource.bytes).sum(),
                all.size(),
                bytesOf(all, "Script"),
                bytesOf(all, "Stylesheet"),
                (int) all.stream()
                        .filter(resource -> resource.type.equals("Font"))
                        .count(),
                (int) all.stream()
                        .filter(resource -> !host.equals(resource.address.getAuthority()))
                        .count(),
                all.stream()
                        .map(resource -> resource.address.getPath().replaceFirst(".*/", ""))
                        .sorted()
                        .toList());
    }

    private static long bytesOf(List<Resource> all, String type) {
        return all.stream()
                .filter(resource -> resource.type.equals(type))
                .mapToLong(resource -> resource.bytes - resource.head)
                .sum();
    }
}
