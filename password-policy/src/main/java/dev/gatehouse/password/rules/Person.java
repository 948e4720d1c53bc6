package dev.gatehouse.password.rules;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whose password it is. Every detail may be missing ({@code null}), as it is while somebody registers.
 *
 * @param username the name to sign in with
 * @param email the address
 * @param firstName the first name
 * @param lastName the last name
 */
public record Person(String username, String email, String firstName, String lastName) {

    /** Nothing is known. */
    public static final Person UNKNOWN = new Person(null, null, null, null);

    /** Details shorter than this, in code points, are not looked for: too many good passwords contain them by chance. */
    public static final int SHORTEST = 3;

    /** A detail that a password may be forbidden to contain. */
    public enum Detail {
        USERNAME("username"),
        EMAIL("email"),
        NAME("firstName", "lastName");

        private final List<String> fields;

        Detail(String... fields) {
            this.fields = List.of(fields);
        }

        /** The fields of a {@link Person} that hold it, as a page names them. */
        List<String> fields() {
            return fields;
        }
    }

    /** Returns the texts that a password must not contain, as folded code points. */
    List<int[]> texts(Detail detail) {
        Stream<String> texts = switch (detail) {
            case USERNAME -> Stream.ofNullable(username);
            case EMAIL -> Stream.of(email, localPart()).filter(Objects::nonNull);
            case NAME -> Stream.of(firstName, lastName).filter(Objects::nonNull);
        };
        return texts.map(text -> text.codePoints().map(CaseFolding::fold).toArray()).filter(text -> text.length >= SHORTEST).toList();
    }

    private String localPart() {
        int at = email == null ? -1 : email.lastIndexOf('@');
        return at < 0 ? null : email.substring(0, at);
    }
}
