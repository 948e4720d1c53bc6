package dev.gatehouse.bench;

import dev.gatehouse.password.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.passay.DefaultPasswordValidator;
import org.passay.PasswordValidator;
import org.passay.data.CharacterData;
import org.passay.data.EnglishCharacterData;
import org.passay.dictionary.ArrayWordList;
import org.passay.dictionary.WordListDictionary;
import org.passay.rule.CharacterRule;
import org.passay.rule.DictionaryRule;
import org.passay.rule.LengthRule;
import org.passay.rule.MatchBehavior;
import org.passay.rule.Rule;
import org.passay.rule.WhitespaceRule;

/** The default rules, as far as Passay supports them; it supports fewer white space characters. */
final class PassayRules {

    private PassayRules() {}

    static PasswordValidator defaultRules() {
        return new DefaultPasswordValidator(rules());
    }

    static PasswordValidator withWords(int count) {
        List<Rule> rules = rules();
        String[] words =
                IntStream.range(0, count).mapToObj("word%06d"::formatted).toArray(String[]::new);
        rules.add(new DictionaryRule(new WordListDictionary(new ArrayWordList(words, false))));
        return new DefaultPasswordValidator(rules);
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
