package dev.gatehouse.it.theme;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The readability of an English text, by the Flesch-Kincaid grade level (Kincaid et al., "Derivation of new readability formulas for Navy
 * enlisted personnel", 1975). Syllables are counted by the usual rule of thumb: groups of vowels, without a silent e.
 */
final class Readability {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z'’-]*");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!:])\\s+");
    private static final Pattern SILENT_E = Pattern.compile("(?<![^aeiouy]l)e$");
    private static final Pattern SILENT_ENDS = Pattern.compile("(?<=[^aeioutd])ed$|(?<=[^aeioucgsxzh])es$");
    /** Children begin the first grade at six and leave it at seven; the level is that of the end of the year. */
    private static final double AGE_BEFORE_THE_FIRST_GRADE = 5;

    private Readability() {}

    /** The words of a text. */
    static List<String> words(String text) {
        return WORD.matcher(text).results().map(word -> word.group()).toList();
    }

    /** The age in years at which a text can be read; the text must have a word. */
    static double readingAge(String text) {
        List<String> words = words(text);
        long sentences = SENTENCE_END
                .splitAsStream(text)
                .filter(sentence -> !words(sentence).isEmpty())
                .count();
        int syllables = words.stream().mapToInt(Readability::syllables).sum();
        double grade = 0.39 * words.size() / sentences + 11.8 * syllables / words.size() - 15.59;
        return grade + AGE_BEFORE_THE_FIRST_GRADE;
    }

    /** The number of syllables of an English word; those of a hyphenated compound are added. */
    static int syllables(String word) {
        int syllables = 0;
        for (String part : word.toLowerCase(Locale.ROOT).replaceAll("['’]", "").split("-")) {
            String spoken = SILENT_ENDS.matcher(part).replaceFirst("");
            spoken = spoken.equals(part) ? SILENT_E.matcher(part).replaceFirst("") : spoken;
            syllables += Math.max(1, (int) VOWELS.matcher(spoken).results().count());
        }
        return syllables;
    }
}
