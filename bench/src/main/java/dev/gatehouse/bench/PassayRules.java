package dev.gatehouse.bench;

import dev.gatehouse.password.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.passay.CharacterData;
import org.passay.CharacterRule;
import org.passay.DictionaryRule;
import org.passay.EnglishCharacterData;
import org.passay.LengthRule;
import org.passay.MatchBehavior;
import org.passay.PasswordValidator;
import org.passay.Rule;
import org.passay.WhitespaceRule;
import org.passay.dictionary.ArrayWordList;
import org.passay.dictionary.WordListDictionary;

/** The rules of the product as Passay can say them; it knows less white space and counts UTF-16 units. */
final class PassayRules {

    private PassayRules() {}

    static PasswordValidator ofTheProduct() {
        return new PasswordValidator(rules());
    }

    static PasswordValidator withWords(int count) {
        List<Rule> rules = rules();
        String[] words = IntStream.range(0, count).mapToObj("word%06d"::formatted).toArray(String[]::new);
        rules.add(new DictionaryRule(new WordListDictionary(new ArrayWordList(words, false))));
        return new PasswordValidator(rules);
    }

    private static List<Rule> rules() {
        return new ArrayList<>(List.of(
                new LengthRule(8, 99),
                new CharacterRule(EnglishCharacterData.LowerCase, 1),
                new CharacterRule(EnglishCharacterData.UpperCase, 1),
                new CharacterRule(EnglishCharacterData.Digit, 1),
                new CharacterRule(special(), 1),
                new WhitespaceRule(MatchBehavior.StartsWith),
                new WhitespaceRule(MatchBehavior.EndsWith)));
    }

    private static CharacterData special() {
        return new CharacterData() {

            @Override
            public String getErrorCode() {
                return "INSUFFICIENT_SPECIAL";
            }

            @Override
            public String getCharacters() {
                return Settings.DEFAULT.specials();
            }
        };
    }
}
