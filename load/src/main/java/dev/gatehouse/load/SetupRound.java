package dev.gatehouse.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One round: the large realm is set up, examined, and gets back what it had. Milliseconds until an answer was there, the login of the
 * administrator left out.
 *
 * @param steps the number of steps of the plan
 * @param plan the plan
 * @param apply its application
 * @param secondPlan a second plan, which is empty
 * @param doctor the doctor once the realm is set up
 * @param undo undoing all steps
 * @param doctorOfReference the doctor in the reference realm
 */
record SetupRound(
        int steps, double plan, double apply, double secondPlan, double doctor, double undo, double doctorOfReference) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETUP = "/gatehouse/setup";
    private static final String PLAN = SETUP + "?dry-run=true";
    private static final String DOCTOR = "/gatehouse/doctor";
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * An answer.
     *
     * @param millis how long it took
     * @param body what it says
     */
    private record Timed(double millis, JsonNode body) {

        List<String> ids() {
            return StreamSupport.stream(body.get("steps").spliterator(), false)
                    .map(step -> step.get("id").asText())
                    .toList();
        }
    }

    /**
     * Runs a round. At its beginning the server has no realm in its caches, as after a start.
     *
     * @throws LauncherException if an answer is wrong, or if the realm is not as before
     */
    static SetupRound run(Site site) {
        int flowsBefore = flows(site);
        site.administrate(admin -> admin.post(LargeRealm.NAME, "/clear-realm-cache", nothing()));
        Timed doctorOfReference = time(site, admin -> admin.get(ReferenceRealm.NAME, DOCTOR));
        requireNoHole(doctorOfReference);
        Timed plan = time(site, admin -> admin.post(LargeRealm.NAME, PLAN, nothing()));
        require(!plan.ids().isEmpty() && plan.body().get("questions").isEmpty(), "The plan is %s.", plan);
        String hash = plan.body().get("hash").asText();
        Timed apply = time(site, admin -> admin.post(LargeRealm.NAME, SETUP + "?hash=" + hash, nothing()));
        require(apply.ids().equals(plan.ids()), "%s was applied.", apply);
        Timed second = time(site, admin -> admin.post(LargeRealm.NAME, PLAN, nothing()));
        require(second.ids().isEmpty(), "The second plan is %s.", second);
        Timed doctor = time(site, admin -> admin.get(LargeRealm.NAME, DOCTOR));
        requireNoHole(doctor);
        Timed undo = time(site, admin -> admin.delete(LargeRealm.NAME, SETUP));
        require(undo.ids().size() == plan.ids().size(), "%s was undone.", undo);
        int flowsAfter = flows(site);
        require(flowsAfter == flowsBefore, "There were %s flows, and now there are %s.", flowsBefore, flowsAfter);
        return new SetupRound(
                plan.ids().size(),
                plan.millis(),
                apply.millis(),
                second.millis(),
                doctor.millis(),
                undo.millis(),
                doctorOfReference.millis());
    }

    /** Set-up as an administrator runs it: the plan, and its application. */
    double setup() {
        return plan + apply;
    }

    private static ObjectNode nothing() {
        return JSON.createObjectNode();
    }

    private static int flows(Site site) {
        return site.administrate(admin -> admin.get(LargeRealm.NAME, "/authentication/flows"))
                .size();
    }

    private static Timed time(Site site, Site.Administration<JsonNode> call) {
        return site.administrate(admin -> {
            long start = System.nanoTime();
            JsonNode body = call.by(admin);
            return new Timed((System.nanoTime() - start) / NANOS_PER_MILLI, body);
        });
    }

    private static void requireNoHole(Timed doctor) {
        require(!doctor.body().findValuesAsText("severity").contains("hole"), "The doctor finds %s.", doctor);
    }

    private static void require(boolean isAsExpected, String problem, Object... details) {
        if (!isAsExpected) {
            throw new LauncherException(problem.formatted(details));
        }
    }
}
