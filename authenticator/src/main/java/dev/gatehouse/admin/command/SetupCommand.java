package dev.gatehouse.admin.command;

import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows plans of the set-up and applies them, undoes what was applied, and shows what was. */
final class SetupCommand {

    /** The option to send a test email with the plan. */
    static final String TEST_EMAIL = "test-email";

    private static final String HASH_HEADER = "Gatehouse-Hash";
    private static final String STEPS_HEADER = "Gatehouse-Steps";
    private static final String QUESTIONS_HEADER = "Gatehouse-Questions";

    private final AdminClient server;
    private final CommandArguments given;
    private final Prompt prompt;
    private final PrintStream out;

    SetupCommand(AdminClient server, CommandArguments given, Prompt prompt, PrintStream out) {
        this.server = server;
        this.given = given;
        this.prompt = prompt;
        this.out = out;
    }

    /**
     * Does what the arguments say, for each realm.
     *
     * @return the exit status: 1 if a plan has questions, or was shown but not applied
     */
    int run() {
        int status = 0;
        for (String realm : given.realms()) {
            String path = "/" + AdminClient.segment(realm) + "/gatehouse/setup";
            boolean isDone =
                    switch (given.action()) {
                        case PLAN, APPLY -> plan(path);
                        case UNDO -> undo(realm, path);
                        case STATUS -> show("GET", path, Map.of());
                    };
            status = isDone ? status : 1;
        }
        return status;
    }

    private boolean plan(String path) {
        Map<String, String> query = new LinkedHashMap<>(given.options());
        query.put("dry-run", "true");
        HttpResponse<String> plan = server.call("POST", path, query);
        out.print(plan.body());
        if (number(plan, QUESTIONS_HEADER) > 0) {
            out.println("Nothing was applied, because of the questions.");
            return false;
        }
        if (number(plan, STEPS_HEADER) == 0) {
            return true;
        }
        if (given.action() != CommandArguments.Action.APPLY && !isAgreed("Apply this plan?")) {
            return false;
        }
        Map<String, String> application = new LinkedHashMap<>(given.options());
        application.remove(TEST_EMAIL);
        application.put("hash", plan.headers().firstValue(HASH_HEADER).orElse(""));
        return show("POST", path, application);
    }

    private boolean undo(String realm, String path) {
        String what = given.undoStep() == null ? "everything" : "the step " + given.undoStep();
        if (!given.isSure() && !isAgreed("Undo " + what + " in the realm " + realm + "?")) {
            return false;
        }
        return show(
                "DELETE",
                given.undoStep() == null ? path : path + "/" + AdminClient.segment(given.undoStep()),
                given.options());
    }

    private boolean show(String method, String path, Map<String, String> query) {
        out.print(server.call(method, path, query).body());
        return true;
    }

    private boolean isAgreed(String question) {
        Optional<Boolean> answer = prompt.confirm(question);
        if (answer.isEmpty()) {
            out.println("Nothing was changed, because nobody is there to answer. Add --yes to go ahead.");
        } else if (!answer.get()) {
            out.println("Nothing was changed.");
        }
        return answer.orElse(false);
    }

    private static long number(HttpResponse<String> response, String header) {
        return response.headers().firstValueAsLong(header).orElse(0);
    }
}
