package dev.gatehouse.admin.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A finding as an administrator reads it.
 *
 * @param id the id of the check
 * @param severity {@code hole}, {@code risk} or {@code note}
 * @param where what it is about
 * @param what what is wrong
 * @param close how to close it
 * @param fix the id of the set-up step that closes it; {@code null} if none does
 */
public record FindingView(
        String id,
        String severity,
        String where,
        String what,
        Close close,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String fix) {

    /**
     * How to close a finding.
     *
     * @param text in words
     * @param link the page of the Admin Console
     */
    public record Close(String text, String link) {}

    /**
     * Findings as an administrator reads them.
     *
     * @param locale the language of the administrator
     * @param administrators the realm of the administrator, in whose console the links lead
     */
    public static List<FindingView> all(
            List<Finding> findings,
            KeycloakSession session,
            RealmModel realm,
            Locale locale,
            RealmModel administrators) {
        FindingTexts texts = FindingTexts.of(session, realm, locale);
        String console = ConsolePage.console(session, administrators);
        return findings.stream()
                .map(finding -> of(finding, texts, console, realm.getName()))
                .toList();
    }

    static FindingView of(Finding finding, FindingTexts texts, String console, String realm) {
        return new FindingView(
                finding.id(),
                finding.severity().code(),
                finding.fault().where(),
                texts.what(finding),
                new Close(texts.close(finding), finding.fault().page().address(console, realm)),
                finding.fix().orElse(null));
    }
}
