package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.risk.model.RiskModel;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;

/** Rules for every required action of the bundle, including future ones. */
class RequiredActionsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(RiskModel.class.getProtectionDomain().getCodeSource().getLocation());

    static List<Class<?>> actions() {
        return ofType(RequiredActionProvider.class).toList();
    }

    /** By reflection, because the superclass may be Keycloak's. */
    private static Stream<Class<?>> ofType(Class<?> type) {
        return CLASSES.stream().<Class<?>>map(JavaClass::reflect).filter(type::isAssignableFrom);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void everyRequiredActionCallsForgetInitiated(Class<?> action) {
        assertThat(CLASSES.get(action).getMethodCallsFromSelf())
                .filteredOn(call -> call.getOrigin().getName().equals("evaluateTriggers"))
                .as("calls of evaluateTriggers")
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(GatehouseRequiredActions.class)
                        && call.getTarget().getName().equals("forgetInitiated"));
    }

    /** Keycloak aborts a due action that an app requests ({@code kc_action}) if the action does not support it. */
    @ParameterizedTest
    @MethodSource("actions")
    void everyRequiredActionSupportsInitiationByAnApp(Class<?> action) throws NoSuchMethodException {
        assertThat(action.getMethod("initiatedActionSupport").getDeclaringClass())
                .isNotEqualTo(RequiredActionProvider.class);
    }

    @Test
    void everyFactoryOfRequiredActionsIsRegistered() {
        List<String> registered = ServiceLoader.load(RequiredActionFactory.class).stream()
                .map(factory -> factory.type().getName())
                .filter(name -> name.startsWith("dev.gatehouse."))
                .toList();
        assertThat(registered)
                .hasSize(5)
                .containsExactlyInAnyOrderElementsOf(
                        ofType(RequiredActionFactory.class).map(Class::getName).toList());
        assertThat(actions()).hasSize(5);
    }
}
