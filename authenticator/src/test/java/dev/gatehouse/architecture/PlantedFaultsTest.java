package dev.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules of an architecture find what is planted. */
class PlantedFaultsTest {

    private static final String PLANTED = "dev.gatehouse.architecture.planted.";
    private static final String DOOR_ABOVE_FLOOR = "above -> below\nbelow ->";

    @Test
    void whatIsSoundPasses() {
        Planted sound = new Planted("sound", DOOR_ABOVE_FLOOR);
        assertThatCode(sound::checkAll).doesNotThrowAnyException();
    }

    @Test
    void anArrowThatIsNotAllowedIsFound() {
        Planted arrow = new Planted("arrow", "above -> below\nbelow ->\nbeside -> below");
        assertThatThrownBy(arrow::checkLayers).hasMessageContaining("arrow.beside.Wall");
        assertThatThrownBy(arrow::checkArrows).hasMessageContaining("above -> below, beside");
    }

    @Test
    void anArrowThatDoesNotExistIsFound() {
        Planted sound = new Planted("sound", "above -> below\nbelow -> above");
        assertThatCode(sound::checkLayers).doesNotThrowAnyException();
        assertThatThrownBy(sound::checkArrows).hasMessageContaining("below -> above");
    }

    @Test
    void aConstantIsAnArrowToo() {
        Planted constant = new Planted("constant", "above ->\nbelow ->");
        assertThatThrownBy(constant::checkArrows).hasMessageContaining("above -> below");
    }

    @Test
    void aCycleIsFoundEvenIfItsArrowsAreAllowed() {
        Planted cycle = new Planted("cycle", "above -> below\nbelow -> above");
        assertThatCode(cycle::checkLayers).doesNotThrowAnyException();
        assertThatCode(cycle::checkArrows).doesNotThrowAnyException();
        assertThatThrownBy(cycle::checkWings).hasMessageContaining("Cycle detected");
        assertThatThrownBy(cycle::checkPackages).hasMessageContaining("Cycle detected");
    }

    @Test
    void aClassInAnUnknownPackageIsFound() {
        Planted unknown = new Planted("unknown", "below ->");
        assertThatThrownBy(unknown::checkLayers).hasMessageContaining("unknown.stray.Room");
    }

    @Test
    void aPackageThatIsNotThereIsFound() {
        Planted sound = new Planted("sound", DOOR_ABOVE_FLOOR + "\nattic ->");
        assertThatThrownBy(sound::checkLayers).hasMessageContaining("attic");
    }

    /** A few classes with a list of their arrows. */
    private record Planted(JavaClasses classes, Path sources, Architecture architecture) {

        Planted(String name, String list) {
            this(
                    new ClassFileImporter().importPackages(PLANTED + name),
                    Path.of("src", "test", "java", PLANTED.replace('.', '/'), name),
                    new Architecture(PLANTED + name, list));
        }

        void checkLayers() {
            architecture.layers().check(classes);
        }

        void checkWings() {
            architecture.wingsHaveNoCycles().check(classes);
        }

        void checkPackages() {
            architecture.packagesHaveNoCycles().check(classes);
        }

        void checkArrows() {
            architecture.assertArrowsAreThoseOf(classes, sources);
        }

        void checkAll() {
            checkLayers();
            checkWings();
            checkPackages();
            checkArrows();
        }
    }
}
