package dev.gatehouse.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.admin.doctor.InstalledJars.Jar;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstalledJarsTest {

    private static final String POLICY = "gatehouse-password-policy";
    private static final String THEMES = "gatehouse-themes";
    private static final Jar OWN = new Jar(InstalledJars.OWN, "1.0.0 (x)");

    @Test
    void jarsOfOneBuildBelongTogether() {
        InstalledJars jars =
                new InstalledJars(List.of(OWN, new Jar(POLICY, "1.0.0 (x)"), new Jar(THEMES, "1.0.0 (x)")));
        assertThat(jars.build()).isEqualTo("1.0.0 (x)");
        assertThat(jars.ofOtherBuild()).isEmpty();
        assertThat(jars.missing()).isEmpty();
    }

    @Test
    void aJarOfAnotherBuildAndAMissingOneAreFound() {
        Jar older = new Jar(POLICY, "0.9.0 (w)");
        InstalledJars jars = new InstalledJars(List.of(OWN, older));
        assertThat(jars.ofOtherBuild()).containsExactly(older);
        assertThat(jars.missing()).containsExactly(THEMES);
    }

    @Test
    void theOldJarBesideTheNewOneIsFound() {
        Jar older = new Jar(THEMES, "0.9.0 (w)");
        InstalledJars jars =
                new InstalledJars(List.of(OWN, new Jar(POLICY, "1.0.0 (x)"), new Jar(THEMES, "1.0.0 (x)"), older));
        assertThat(jars.ofOtherBuild()).containsExactly(older);
    }

    @Test
    void theBuildNamesItself() {
        assertThat(InstalledJars.INSTANCE.build()).matches("\\d+\\.\\d+\\.\\d+\\S* \\(\\S+Z\\)");
    }
}
