package dev.gatehouse.password.page;

import java.util.Locale;

/**
 * The form of a noun that a language uses after a whole number, as CLDR's plural rules have it for the languages of the product
 * (https://cldr.unicode.org/index/cldr-spec/plural-rules). Other languages are taken to know one and many.
 */
enum PluralCategory {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    /**
     * Returns the form for a number.
     *
     * @param number from 0 to some thousands; CLDR has further forms for millions in some languages
     */
    static PluralCategory of(Locale locale, int number) {
        return switch (locale.getLanguage()) {
            case "ja", "zh" -> OTHER;
            case "fr", "pt" -> number < 2 ? ONE : OTHER;
            case "pl" -> number == 1 ? ONE : isFew(number) ? FEW : MANY;
            case "uk" -> number % 10 == 1 && number % 100 != 11 ? ONE : isFew(number) ? FEW : MANY;
            case "ar" -> arabic(number);
            default -> number == 1 ? ONE : OTHER;
        };
    }

    private static boolean isFew(int number) {
        int unit = number % 10;
        int rest = number % 100;
        return unit >= 2 && unit <= 4 && (rest < 12 || rest > 14);
    }

    private static PluralCategory arabic(int number) {
        if (number < 3) {
            return values()[number];
        }
        int rest = number % 100;
        return rest >= 11 ? MANY : rest >= 3 ? FEW : OTHER;
    }

    /** The end of the key of a message in this form. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
