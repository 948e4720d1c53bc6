package dev.gatehouse.keycloak.text;

import java.util.Locale;

/**
 * The plural form of a noun after a whole number, as CLDR's plural rules have it for the languages of the product
 * (https://cldr.unicode.org/index/cldr-spec/plural-rules). All other languages use one and other. The password policy has the same rules:
 * it is installed without this module too.
 */
public enum PluralForm {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    /**
     * Returns the form for a number.
     *
     * @param number from 0 to a few thousand
     */
    public static PluralForm of(Locale locale, int number) {
        int tens = number % 100;
        boolean isFew = number % 10 >= 2 && number % 10 <= 4 && (tens < 12 || tens > 14);
        return switch (locale.getLanguage()) {
            case "ja", "zh" -> OTHER;
            case "fr", "pt" -> number < 2 ? ONE : OTHER;
            case "pl" -> number == 1 ? ONE : isFew ? FEW : MANY;
            case "uk" -> number % 10 == 1 && tens != 11 ? ONE : isFew ? FEW : MANY;
            case "ar" -> number < 3 ? values()[number] : tens >= 11 ? MANY : tens >= 3 ? FEW : OTHER;
            default -> number == 1 ? ONE : OTHER;
        };
    }

    /** The name by which scripts know the form, as in {@code Intl.PluralRules}. */
    public String category() {
        return name().toLowerCase(Locale.ROOT);
    }
}
