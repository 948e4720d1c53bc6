package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.container.Docker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs {@code scripts/check-tools}, which builds a module with faults. It needs no server. */
@Tag("slow")
class CheckToolsTest {

    @Test
    @DisplayName("The build fails for each planted fault, and names the check that finds it")
    void theBuildFailsForPlantedFaults() {
        Docker.Answer answer = Docker.run(Compose.ROOT, Map.of(), List.of("bash", "scripts/check-tools"));
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains("[OperatorPrecedence]", "[NullAway]", "[RequireExplicitNullMarking]")
                .doesNotContain("FAILED");
    }
}
