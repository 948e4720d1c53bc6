package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Verifies that invalid options end the command before anything is started. */
class MainTest {

    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"xx", "de,xx", "pt_BR"})
    @DisplayName("A language without texts is an error that names the languages")
    void aLanguageWithoutTextsIsAnErrorThatNamesTheLanguages(String languages, @TempDir Path folder) {
        Path mails = folder.resolve("mails");
        assertThat(run("--mails", mails.toString(), "--languages", languages)).isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("Gatehouse has no emails in the language \"" + languages.replace("de,", "")
                        + "\". Choose from en, de, fr, ")
                .contains(ReferenceRealm.languages());
        assertThat(mails).doesNotExist();
    }

    @Test
    @DisplayName("--languages without --mails is an error")
    void languagesWithoutMailsIsAnError() {
        assertThat(run("--languages", "de")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--languages and --hostile need --mails FOLDER.");
    }

    @Test
    @DisplayName("--hostile without --mails is an error")
    void hostileWithoutMailsIsAnError() {
        assertThat(run("--hostile")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--languages and --hostile need --mails FOLDER.");
    }

    private int run(String... arguments) {
        return new CommandLine(new Main()).setErr(new PrintWriter(errors, true)).execute(arguments);
    }
}
