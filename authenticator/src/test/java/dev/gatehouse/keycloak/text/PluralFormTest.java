package dev.gatehouse.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluralFormTest {

    @ParameterizedTest
    @CsvSource({
        "en,1,ONE", "en,2,OTHER", "en,30,OTHER", "fr,0,ONE", "fr,1,ONE", "fr,2,OTHER", "pt-BR,1,ONE", "pl,1,ONE",
                "pl,2,FEW", "pl,5,MANY",
        "pl,12,MANY", "pl,21,MANY", "pl,22,FEW", "uk,1,ONE", "uk,11,MANY", "uk,21,ONE", "uk,24,FEW", "uk,25,MANY",
                "ar,1,ONE", "ar,2,TWO",
        "ar,3,FEW", "ar,10,FEW", "ar,11,MANY", "ar,60,MANY", "ar,100,OTHER", "ja,1,OTHER", "zh-CN,1,OTHER", "sv,1,ONE"
    })
    void isThatOfTheLanguage(String language, int number, PluralForm form) {
        assertThat(PluralForm.of(Locale.forLanguageTag(language), number)).isEqualTo(form);
    }
}
