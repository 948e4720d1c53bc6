package dev.gatehouse.admin.doctor;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Checks of the gate, the access to apps and their executors. */
final class GateChecks {

    private static final String GATE = GatehouseRequiredActions.GATE;
    private static final String APP_ACCESS = GatehouseRequiredActions.APP_ACCESS;

    /** How many realms are searched for one that uses the gate. */
    private static final int MOST_REALMS = 200;

    static final List<Check> ALL = List.of(
            Check.of("not-set-up", Severity.NOTE, "browser-flow", GateChecks::nothing),
            Check.of("master-unprotected", Severity.RISK, "browser-flow", GateChecks::unprotectedMaster),
            Check.of("gate-off", Severity.HOLE, "gate", GateChecks::gateOff),
            Check.of("gate-not-configured", Severity.RISK, "gate", GateChecks::gateNotConfigured),
            Check.of("gate-not-first", Severity.RISK, "gate", GateChecks::gateNotFirst),
            Check.of("app-access-not-configured", Severity.HOLE, "app-access", GateChecks::appAccessNotConfigured),
            Check.of("executor-missing", Severity.HOLE, "client-policy", GateChecks::missingExecutors));

    private GateChecks() {}

    private static boolean protectsNoLogin(Examination examination) {
        return !examination.usesMfa() && !examination.usesAppAccess();
    }

    private static Stream<Fault> nothing(Examination examination) {
        return protectsNoLogin(examination) && !isMasterOfProtectedRealms(examination)
                ? Stream.of(Fault.at(Fault.REALM, ConsolePage.FLOWS))
                : Stream.empty();
    }

    private static Stream<Fault> unprotectedMaster(Examination examination) {
        return protectsNoLogin(examination) && isMasterOfProtectedRealms(examination)
                ? Stream.of(Fault.at(Fault.REALM, ConsolePage.FLOWS))
                : Stream.empty();
    }

    private static boolean isMasterOfProtectedRealms(Examination examination) {
        return examination.isMaster()
                && examination
                        .session()
                        .realms()
                        .getRealmsStream()
                        .limit(MOST_REALMS)
                        .anyMatch(GateChecks::hasGate);
    }

    private static boolean hasGate(RealmModel realm) {
        RequiredActionProviderModel gate = realm.getRequiredActionProviderByAlias(GATE);
        return gate != null && gate.isEnabled();
    }

    private static Stream<Fault> gateOff(Examination examination) {
        return examination.usesMfa() && !examination.gatehouse().isGateEnabled()
                ? Stream.of(ofAction(GATE))
                : Stream.empty();
    }

    private static Stream<Fault> gateNotConfigured(Examination examination) {
        return examination.gatehouse().isGateEnabled() && isNotConfigured(examination, GATE)
                ? Stream.of(ofAction(GATE))
                : Stream.empty();
    }

    private static Stream<Fault> appAccessNotConfigured(Examination examination) {
        return examination.gatehouse().isAppAccessEnabled()
                        && !examination.gatehouse().isAppAccessInForce()
                ? Stream.of(ofAction(APP_ACCESS))
                : Stream.empty();
    }

    private static boolean isNotConfigured(Examination examination, String action) {
        return SavedConfig.ofAction(examination.realm(), action)
                .filter(config -> !config.isEmpty())
                .isEmpty();
    }

    /** The access to apps only decides and changes nothing, so it may come before the gate. */
    private static Stream<Fault> gateNotFirst(Examination examination) {
        if (!examination.gatehouse().isGateEnabled()) {
            return Stream.empty();
        }
        int gate = examination.realm().getRequiredActionProviderByAlias(GATE).getPriority();
        return examination
                .realm()
                .getRequiredActionProvidersStream()
                .filter(action -> action.isEnabled()
                        && !action.getAlias().equals(GATE)
                        && !action.getAlias().equals(APP_ACCESS)
                        && action.getPriority() <= gate)
                .map(RequiredActionProviderModel::getAlias)
                .findFirst()
                .map(earlier -> Fault.at(Examination.action(GATE), ConsolePage.REQUIRED_ACTIONS, earlier))
                .stream();
    }

    private static Stream<Fault> missingExecutors(Examination examination) {
        Stream<String> needed = Stream.concat(
                examination.gatehouse().isGateEnabled() ? Stream.of(GATE) : Stream.empty(),
                examination.gatehouse().isAppAccessEnabled() ? Stream.of(APP_ACCESS) : Stream.empty());
        return needed.filter(executor -> !examination.executors().isForAllClients(executor))
                .map(executor -> Fault.at("executor " + executor, ConsolePage.CLIENT_POLICIES, executor));
    }

    private static Fault ofAction(String action) {
        return Fault.at(Examination.action(action), ConsolePage.REQUIRED_ACTIONS);
    }
}
