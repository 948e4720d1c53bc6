package dev.gatehouse.admin.setup;

import java.util.List;

/** Plans and what was applied, as lines for a terminal. */
final class PlanText {

    private static final String END = "\n";
    private static final String INDENT = "     ";

    private PlanText() {}

    static String plan(String realm, Plan plan) {
        StringBuilder text = new StringBuilder("realm ").append(realm).append(": ");
        text.append(
                        plan.changes().isEmpty()
                                ? "nothing to change"
                                : number(plan.changes().size()) + " to apply")
                .append(END);
        plan.steps().forEach(step -> {
            add(text, step);
            block(text, "before", step.before());
            block(text, "after", step.after());
            line(text, step.effect());
        });
        plan.testEmail().ifPresent(result -> text.append(result).append(END));
        plan.questions()
                .forEach(question -> text.append("question: ").append(question).append(END));
        return text.toString();
    }

    /**
     * Steps that were applied or undone.
     *
     * @param done what was done to them
     */
    static String done(String realm, String done, List<SetupStep> steps) {
        StringBuilder text = new StringBuilder("realm ")
                .append(realm)
                .append(": ")
                .append(number(steps.size()))
                .append(' ')
                .append(done)
                .append(END);
        steps.forEach(step -> add(text, step));
        return text.toString();
    }

    private static void add(StringBuilder text, SetupStep step) {
        text.append(step.id()).append(" (").append(step.where()).append(')').append(END);
        line(text, step.what());
    }

    private static String number(int steps) {
        return steps + (steps == 1 ? " step" : " steps");
    }

    private static void block(StringBuilder text, String name, String content) {
        if (!content.isEmpty()) {
            line(text, name + ":");
            content.lines().forEach(inner -> line(text, "  " + inner));
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(INDENT).append(line).append(END);
    }
}
