package dev.gatehouse.admin.page;

import jakarta.ws.rs.core.Response;
import java.util.Map;

/** A part of the page. It shows and does only what the administrator may see and do by the Admin REST API. */
interface Section {

    /** The segment of its path; empty for the first. */
    String id();

    /** Whether the administrator may see anything of it. */
    boolean isVisibleTo(PageAdmin admin);

    /** Whether the navigation leads to it. */
    default boolean isInNavigation() {
        return true;
    }

    /**
     * Whether its pages may be compressed: they have no form with a token and repeat no text of a URL, so their size tells nothing
     * (BREACH, CVE-2013-3587). Templates of such sections get no token.
     */
    default boolean isCompressible() {
        return false;
    }

    /**
     * Shows it.
     *
     * @throws jakarta.ws.rs.WebApplicationException if the administrator may not see it, or there is no such thing
     */
    PageAnswer show(PageRequest request);

    /**
     * Does what a form asks for, whose token is valid.
     *
     * @throws jakarta.ws.rs.WebApplicationException if the administrator may not, or there is no such thing
     */
    PageAnswer submit(PageRequest request);

    /** A page with one message, in a section. */
    static PageAnswer message(Response.Status status, String text) {
        return new PageAnswer.View(status, "message", Map.of("text", text));
    }

    /** A page with one message that is in English in all languages. */
    static PageAnswer englishMessage(Response.Status status, String text) {
        return new PageAnswer.View(status, "message", Map.of("text", text, "textLanguage", "en"));
    }
}
