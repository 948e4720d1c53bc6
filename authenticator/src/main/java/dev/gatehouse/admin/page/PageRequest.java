package dev.gatehouse.admin.page;

import dev.gatehouse.keycloak.text.StoredText;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request of an administrator for a section.
 *
 * @param admin who asks
 * @param path the segments of the path behind that of the section
 * @param query the decoded parameters of the query
 * @param form the decoded fields of the submitted form; empty for a GET
 * @param texts the texts of the page
 * @param urls the URLs of the page
 */
record PageRequest(
        PageAdmin admin,
        List<String> path,
        MultivaluedMap<String, String> query,
        MultivaluedMap<String, String> form,
        PageTexts texts,
        PageUrls urls) {

    PageRequest {
        path = List.copyOf(path);
    }

    /** A parameter of the query, stripped; empty if it is missing or blank. */
    Optional<String> queried(String name) {
        return value(query, name);
    }

    /** A field of the form, stripped; empty if it is missing or blank. */
    Optional<String> submitted(String name) {
        return value(form, name);
    }

    private static Optional<String> value(MultivaluedMap<String, String> values, String name) {
        return Optional.ofNullable(values.getFirst(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Whether all that the browser sent is text. */
    boolean isText() {
        return Stream.of(query.values(), form.values())
                        .flatMap(Collection::stream)
                        .flatMap(List::stream)
                        .allMatch(StoredText::isPossible)
                && path.stream().allMatch(StoredText::isPossible);
    }
}
