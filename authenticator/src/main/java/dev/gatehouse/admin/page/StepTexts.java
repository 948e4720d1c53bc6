package dev.gatehouse.admin.page;

import dev.gatehouse.admin.flow.SetupStepId;
import dev.gatehouse.admin.setup.SetupStep;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * The steps of set-up in the language of an administrator. The keys of a kind of step are {@code gatehouseAdmin_page_stepWhat_KIND}, what it
 * does, and {@code gatehouseAdmin_page_stepEffect_KIND}, what users notice. They are fixed sentences; the step itself says in English what
 * is particular to the realm, such as the mode and names.
 */
final class StepTexts {

    private static final String WHAT = "gatehouseAdmin_page_stepWhat_";
    private static final String EFFECT = "gatehouseAdmin_page_stepEffect_";

    /** The kinds that say the same in every realm. */
    private static final Set<String> SAME_EVERYWHERE =
            Set.of(SetupStepId.PASSWORD_RULES, SetupStepId.THEMES, SetupStepId.AMR, SetupStepId.SETTINGS);

    private final Properties messages;
    private final Locale locale;
    private final boolean isEnglish;

    /**
     * The texts of one language.
     *
     * @param messages the texts by key
     * @param locale the locale of the administrator
     * @param language the language of the texts
     */
    StepTexts(Properties messages, Locale locale, String language) {
        this.messages = messages;
        this.locale = locale;
        this.isEnglish = Locale.forLanguageTag(language).getLanguage().equals(Locale.ENGLISH.getLanguage());
    }

    /** The texts of a page. */
    static StepTexts of(PageTexts texts) {
        return new StepTexts(texts.messages(), texts.locale(), texts.language());
    }

    static String whatKey(String kind) {
        return WHAT + kind;
    }

    static String effectKey(String kind) {
        return EFFECT + kind;
    }

    /** What a step does. */
    String what(SetupStep step) {
        return isTranslated(step) ? text(whatKey(SetupStepId.kind(step.id()))) : step.what();
    }

    /** What users and administrators notice of a step. */
    String effect(SetupStep step) {
        return isTranslated(step) ? text(effectKey(SetupStepId.kind(step.id()))) : step.effect();
    }

    /** Whether a step is in the language of the page; otherwise it is in its own words, in English. */
    boolean isTranslated(SetupStep step) {
        String kind = SetupStepId.kind(step.id());
        return messages.containsKey(whatKey(kind))
                && messages.containsKey(effectKey(kind))
                && (!isEnglish || SAME_EVERYWHERE.contains(kind));
    }

    /** Whether the own words of a step say more than its texts. */
    boolean hasDetails(SetupStep step) {
        return isTranslated(step) && !SAME_EVERYWHERE.contains(SetupStepId.kind(step.id()));
    }

    private String text(String key) {
        return new MessageFormat(messages.getProperty(key), locale).format(new Object[0]);
    }
}
