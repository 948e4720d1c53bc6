package dev.gatehouse.admin.doctor;

import dev.gatehouse.keycloak.text.LogText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Examines realms by all checks. It changes nothing. */
public final class Doctor {

    private static final Logger LOG = Logger.getLogger(Doctor.class);

    private Doctor() {}

    /**
     * What is wrong in a realm and its server.
     *
     * @param session with the realm in its context
     * @return the worst first; empty if nothing was found
     */
    public static List<Finding> examine(KeycloakSession session, RealmModel realm) {
        Examination examination = new Examination(session, realm);
        return Checks.ALL.stream()
                .flatMap(check -> findings(check, examination, realm.getName()))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** One check that fails must not hide what the others find, and must not look as if it had found nothing. */
    static Stream<Finding> findings(Check check, Examination examination, String realm) {
        try {
            return check.findings(examination).stream();
        } catch (RuntimeException e) {
            LOG.warnf(e, "GATEHOUSE-964 The doctor could not check %s in realm %s", check.id(), LogText.of(realm));
            Fault failed = Fault.at("check " + check.id(), ConsolePage.REALM, check.id());
            return Stream.of(new Finding(Checks.FAILED.id(), Checks.FAILED.severity(), failed, Optional.empty()));
        }
    }
}
