package dev.gatehouse.password.rules;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a password. Any detail may be missing, as during registration.
 *
 * @param username the user name
 * @param email the email address
 * @param firstName the first name
 * @param lastName the last name
 */
public record Person(
        @Nullable String username,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName) {

    /** Nothing is known. */
    public static final Person UNKNOWN = new Person(null, null, null, null);

    /** Details shorter than this, in code points, are ignored: too many good passwords contain them by chance. */
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

        /** The corresponding fields of a {@link Person}, as named in pages. */
        List<String> fields() {
            return fields;
        }
    }

    /** Returns the texts that a password must not contain, as folded code points. */
    List<int[]> texts(Detail detail) {
        Stream<String> texts =
                switch (detail) {
                    case USERNAME -> Stream.ofNullable(username);
                    case EMAIL ->
                        Stream.ofNullable(email)
                                .flatMap(address -> Stream.concat(Stream.of(address), localPart(address)));
                    case NAME -> Stream.concat(Stream.ofNullable(firstName), Stream.ofNullable(lastName));
                };
        return texts.map(text -> text.codePoints().map(CaseFolding::fold).toArray())
                .filter(text -> text.length >= SHORTEST)
                .toList();
    }

    private static Stream<String> localPart(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? Stream.empty() : Stream.of(address.substring(0, at));
    }
}
