package dev.gatehouse.password.page;

import java.util.Locale;

/**
 * The plural form of a noun after a whole number, by CLDR's plural rules for the languages of the product
 * (https://cldr.unicode.org/index/cldr-spec/plural-rules). All other languages use one and other.
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
     * @param number from 0 to a few thousand; CLDR has further forms for millions in some languages
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
        int lastDigit = number % 10;
        int lastTwoDigits = number % 100;
        return lastDigit >= 2 && lastDigit <= 4 && (lastTwoDigits < 12 || lastTwoDigits > 14);
    }

    private static PluralCategory arabic(int number) {
        if (number < 3) {
            return values()[number];
        }
        int lastTwoDigits = number % 100;
        return lastTwoDigits >= 11 ? MANY : lastTwoDigits >= 3 ? FEW : OTHER;
    }

    /** The suffix of the message key for this form. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
