package dev.gatehouse.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final Pattern CALL = Pattern.compile("LOG\\.(?:debug|info|warn|error)f?\\(.*?\\);", Pattern.DOTALL);

    /** What an administrator, a user or another server has named or said. */
    private static final Pattern FROM_OUTSIDE = Pattern.compile(
            "(?<!Class\\(\\))\\.getName\\(\\)|\\.getAlias\\(\\)|\\.getClientId\\(\\)|\\.getUsername\\(\\)|(?:user|helper)\\.getId\\(\\)");

    private static final Pattern SAFE = Pattern.compile("LogText\\.of\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop\nERROR forged",
                "shop\r\n\r\nERROR forged",
                "shop\u0085ERROR forged",
                "shop\u2028ERROR forged",
                "shop\u001bERROR forged"
            })
    void aLineBreakIsReplaced(String name) {
        assertThat(LogText.of(name)).isEqualTo("shop\uFFFDERROR forged");
    }

    @Test
    void otherTextStays() {
        assertThat(LogText.of("Söhne & Töchter 株式会社 «5%»")).isEqualTo("Söhne & Töchter 株式会社 «5%»");
        assertThat(LogText.of(null)).isEqualTo("null");
    }

    @Test
    @DisplayName("Names and messages from outside stand in log messages in one line only")
    void valuesFromOutsideAreInOneLine() throws IOException {
        List<String> unsafe = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher calls = CALL.matcher(Files.readString(source));
                while (calls.find()) {
                    String rest = SAFE.matcher(calls.group()).replaceAll("");
                    if (FROM_OUTSIDE.matcher(rest).find()) {
                        unsafe.add(source.getFileName() + ": " + calls.group());
                    }
                }
            }
        }
        assertThat(unsafe).isEmpty();
    }
}
