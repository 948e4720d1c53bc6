package dev.gatehouse.admin.page;

import dev.gatehouse.keycloak.provider.Variant;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;

/** What a section answers. */
sealed interface PageAnswer extends Variant<PageAnswer.Kind> {

    /** One for each record below. */
    enum Kind {
        VIEW,
        REDIRECT,
        FILE
    }

    /**
     * A page.
     *
     * @param status the status of the response
     * @param template the name of the template, without what all of them have in common
     * @param values what the template shows, by name
     */
    record View(Response.Status status, String template, Map<String, Object> values) implements PageAnswer {

        View(String template, Map<String, Object> values) {
            this(Response.Status.OK, template, values);
        }

        @Override
        public Kind kind() {
            return Kind.VIEW;
        }
    }

    /** Another URL of the page: after a change, so that reloading does not repeat it. */
    record Redirect(URI url) implements PageAnswer {

        @Override
        public Kind kind() {
            return Kind.REDIRECT;
        }
    }

    /**
     * A file to save.
     *
     * @param type its media type
     * @param name its name
     * @param content its content
     */
    record File(String type, String name, String content) implements PageAnswer {

        @Override
        public Kind kind() {
            return Kind.FILE;
        }
    }
}
