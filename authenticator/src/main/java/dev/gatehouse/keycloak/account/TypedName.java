package dev.gatehouse.keycloak.account;

import dev.gatehouse.keycloak.text.StoredText;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user name or an email address as people type and paste it, read the same way wherever one is typed: {@code Alice
 * <alice@example.org>,} means {@code alice@example.org}. What was typed exactly comes first, so that an account whose stored name has odd
 * characters keeps it.
 *
 * @param exact what was typed, without white space around it; empty if no stored name can be equal to it
 * @param cleaned what it means: without invisible characters, display name, brackets, quotes and {@code mailto:}; may be empty
 */
public record TypedName(String exact, String cleaned) {

    /** The longest user name and the longest address that Keycloak stores, in UTF-16 units. */
    static final int MAX_LENGTH = 255;

    private static final int MAX_INPUT = 4 * MAX_LENGTH;
    private static final String MAILTO = "mailto:";
    private static final String QUOTES = "\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u300c\u300d";
    private static final String AROUND = QUOTES + "<>()[]{},;:.!?\u3001\u3002";

    /**
     * Reads what was typed.
     *
     * @param typed any text; {@code null} counts as empty
     */
    public static TypedName of(@Nullable String typed) {
        String text = Objects.requireNonNullElse(typed, "");
        String stripped = text.strip();
        // Databases refuse a NUL, and nobody has a name of nothing visible.
        boolean canBeStored = stripped.length() <= MAX_LENGTH
                && StoredText.isPossible(stripped)
                && !withoutInvisible(stripped).chars().allMatch(TypedName::isSpace);
        return new TypedName(canBeStored ? stripped : "", clean(text));
    }

    /** Whether nothing was typed that could name an account. */
    public boolean isEmpty() {
        return exact.isEmpty() && cleaned.isEmpty();
    }

    /** The name to show and to log. */
    public String shown() {
        return cleaned.isEmpty() ? exact : cleaned;
    }

    /**
     * All readings in the order in which accounts are looked up: as typed, cleaned, and with the domain of an address in Punycode and in
     * Unicode. An ordinary name has one reading.
     */
    public List<String> readings() {
        return Stream.concat(Stream.of(exact, cleaned), Stream.of(cleaned).flatMap(TypedName::withOtherDomainForms))
                .filter(reading -> !reading.isEmpty() && reading.length() <= MAX_LENGTH)
                .distinct()
                .toList();
    }

    /** The same for all spellings of a name, for counters; not a name to look up. */
    public String key() {
        String name = shown();
        int at = name.lastIndexOf('@');
        return (at < 0
                        ? name
                        : DomainName.of(name.substring(at + 1))
                                .map(domain -> name.substring(0, at + 1) + domain.ascii())
                                .orElse(name))
                .toLowerCase(Locale.ROOT);
    }

    private static Stream<String> withOtherDomainForms(String address) {
        int at = address.lastIndexOf('@');
        return at <= 0
                ? Stream.empty()
                : DomainName.of(address.substring(at + 1)).stream()
                        .filter(DomainName::isInternational)
                        .flatMap(domain -> domain.forms().stream())
                        .map(form -> address.substring(0, at + 1) + form);
    }

    /** Each pass shortens the text or is the last, and one pass is nearly always enough. */
    private static String clean(String text) {
        String before = text.length() > MAX_INPUT ? text.substring(0, MAX_INPUT) : text;
        String after = cleanOnce(before);
        while (!after.equals(before)) {
            before = after;
            after = cleanOnce(before);
        }
        return after;
    }

    private static String cleanOnce(String text) {
        String plain = withoutInvisible(text);
        String composed = Normalizer.normalize(plain, Normalizer.Form.NFKC);
        String name = trim(inAngles(composed.length() > plain.length() ? plain : composed));
        boolean isLink = false;
        while (name.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
            name = trim(name.substring(MAILTO.length()));
            isLink = true;
        }
        int query = isLink ? name.indexOf('?') : -1;
        name = query < 0 ? name : trim(name.substring(0, query));
        return name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
    }

    /** The first address in angle brackets, otherwise the whole text. */
    private static String inAngles(String text) {
        for (int end = text.indexOf('>'); end >= 0; end = text.indexOf('>', end + 1)) {
            int start = text.lastIndexOf('<', end);
            String inside = start < 0 ? "" : text.substring(start + 1, end).strip();
            int at = inside.indexOf('@');
            if (at > 0 && at < inside.length() - 1 && inside.chars().noneMatch(TypedName::isSpace)) {
                return inside;
            }
        }
        return text;
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isAround(text.charAt(start))) {
            start++;
        }
        while (end > start && isAround(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isAround(char character) {
        return isSpace(character) || AROUND.indexOf(character) >= 0;
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Removes zero-width characters, directional marks, soft hyphens and control characters, which get copied along. */
    private static String withoutInvisible(String text) {
        return text.codePoints()
                .filter(codePoint -> Character.getType(codePoint) != Character.FORMAT
                        && Character.getType(codePoint) != Character.SURROGATE
                        && (!Character.isISOControl(codePoint) || Character.isWhitespace(codePoint)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
