package dev.gatehouse.admin.setup;

import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.json.PlainJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What set-up would change in a realm.
 *
 * @param hash what applying the plan refers to: another one once the realm, what was applied to it, or the options differ
 * @param changes the changes, in the order in which they are applied; none if nothing is left to do
 * @param questions what keeps the plan from being applied, in words for the administrator
 * @param testEmail what became of the test email; empty if none was asked for
 */
public record Plan(String hash, List<Change> changes, List<String> questions, Optional<String> testEmail) {

    public Plan {
        changes = List.copyOf(changes);
        questions = List.copyOf(questions);
    }

    /**
     * A plan of these changes.
     *
     * @param options the options that led to it
     * @param revision how often the set-up of the realm was changed
     * @param state what the plan has read of the realm
     */
    static Plan of(
            List<Change> changes, List<String> questions, SetupOptions options, long revision, List<String> state) {
        List<Object> steps = changes.stream()
                .<Object>map(change -> List.of(
                        change.step().id(),
                        change.step().where(),
                        change.step().before(),
                        change.step().after()))
                .toList();
        String hash = Sha256.hex(PlainJson.write(
                List.of(steps, questions, new TreeMap<>(options.given()), Long.toString(revision), state)));
        return new Plan(hash, changes, questions, Optional.empty());
    }

    /** The same plan with what became of a test email. */
    Plan with(String result) {
        return new Plan(hash, changes, questions, Optional.of(result));
    }

    /** The steps, as an administrator reads them. */
    public List<SetupStep> steps() {
        return changes.stream().map(Change::step).toList();
    }

    /** The plan as JSON has it. */
    Map<String, Object> view() {
        Map<String, Object> view = new TreeMap<>(Map.of("hash", hash, "steps", steps(), "questions", questions));
        testEmail.ifPresent(result -> view.put("testEmail", result));
        return view;
    }
}
