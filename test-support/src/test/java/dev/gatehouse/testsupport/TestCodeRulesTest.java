package dev.gatehouse.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

/** Verifies that the shared test code avoids known causes of flaky tests. */
class TestCodeRulesTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gatehouse.testsupport");

    @Test
    void everyHttpClientSpeaksHttp11() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Http.class)
                .should()
                .callMethod(HttpClient.class, "newHttpClient")
                .orShould()
                .callMethod(HttpClient.class, "newBuilder")
                .because("Http makes clients that do not upgrade to HTTP/2")
                .check(classes);
    }

    @Test
    void onlyTheSlowMailServerSleeps() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("SlowMailServer")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("tests poll for what they need")
                .check(classes);
    }
}
