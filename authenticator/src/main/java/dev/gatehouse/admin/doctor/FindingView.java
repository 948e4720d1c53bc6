package dev.gatehouse.admin.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

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
record FindingView(
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
    record Close(String text, String link) {}

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
