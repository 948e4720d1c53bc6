package dev.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document says what packages are for as their package-info.java does. */
class PackagesDocumentTest {

    @Test
    void theTableOfPackagesIsWhatTheSourcesSay() throws IOException {
        String document = Files.readString(PackagesTable.DOCUMENT);
        assertThat(document)
                .as("docs/develop/architecture.md is out of date: run scripts/update-packages")
                .isEqualTo(PackagesTable.into(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/** One sentence. */ | One sentence",
                "/** One. And another. */ | One",
                "/** Version 26.5 and later. */ | Version 26.5 and later",
                "/** Keeps a {@link a.b.Profile} and {@code c.d}. */ | Keeps a `Profile` and `c.d`",
                "/** No full stop */ | No full stop"
            })
    void theFirstSentenceIsTaken(String source, String sentence) {
        assertThat(PackagesTable.sentence(source)).isEqualTo(sentence);
    }

    @Test
    void aCommentOfSeveralLinesIsOneText() {
        assertThat(PackagesTable.sentence("/**\n * First\n * sentence.\n *\n * <p>Second.\n */\npackage a;"))
                .isEqualTo("First sentence");
    }
}
