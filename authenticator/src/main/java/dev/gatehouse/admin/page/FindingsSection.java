package dev.gatehouse.admin.page;

import dev.gatehouse.admin.doctor.Doctor;
import dev.gatehouse.admin.doctor.FindingView;
import dev.gatehouse.admin.flow.SetupStepId;
import dev.gatehouse.admin.setup.AppliedStep;
import dev.gatehouse.admin.setup.Plan;
import dev.gatehouse.admin.setup.Refused;
import dev.gatehouse.admin.setup.SetupService;
import dev.gatehouse.admin.setup.SetupStep;
import dev.gatehouse.keycloak.text.PageTime;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/** What the doctor finds, with a fix where set-up has one, and what set-up has changed, to be undone. */
final class FindingsSection implements Section {

    static final String ID = "findings";

    private static final String FIX = "fix";
    private static final String ACTION = "action";
    private static final String HASH = "hash";
    private static final String STEP = "step";

    /** The steps that a plan has only if they are asked for, by an option of the same name. */
    private static final Set<String> ASKED_FOR =
            Set.of(SetupStepId.RECOVERY, SetupStepId.PASSWORD_RULES, SetupStepId.THEMES, SetupStepId.AMR);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isVisibleTo(PageAdmin admin) {
        return admin.canViewRealm();
    }

    @Override
    public PageAnswer show(PageRequest request) {
        Optional<String> fix = request.queried(FIX);
        return fix.isPresent() ? plan(request, fix.get(), Optional.empty()) : list(request, Optional.empty());
    }

    /** The findings of a realm, the worst first, as an administrator reads them. */
    static List<FindingView> findings(PageRequest request) {
        PageAdmin admin = request.admin();
        return FindingView.all(
                Doctor.examine(admin.session(), admin.realm()),
                admin.session(),
                admin.realm(),
                request.texts().locale(),
                admin.home());
    }

    private PageAnswer list(PageRequest request, Optional<String> problem) {
        PageAdmin admin = request.admin();
        List<Map<String, Object>> findings = findings(request).stream()
                .map(finding -> view(request, finding))
                .toList();
        List<Map<String, Object>> applied =
                setup(admin).applied().stream().map(step -> view(request, step)).toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("findings", findings);
        values.put("applied", applied);
        values.put("mayManage", admin.canManageRealm());
        values.put("action", request.urls().at(ID).toString());
        values.put("problem", problem.orElse(""));
        return new PageAnswer.View(
                problem.isPresent() ? Response.Status.CONFLICT : Response.Status.OK, "findings", values);
    }

    private static Map<String, Object> view(PageRequest request, FindingView finding) {
        boolean canFix = finding.fix() != null
                && request.admin().canManageRealm()
                // It needs the names of apps and people, which the Admin Console's form asks for.
                && !SetupStepId.APP_ACCESS.equals(finding.fix());
        return Map.of(
                "severity",
                finding.severity(),
                "where",
                finding.where(),
                "what",
                finding.what(),
                "close",
                finding.close().text(),
                "link",
                finding.close().link(),
                FIX,
                canFix
                        ? request.urls()
                                .at(ID, Map.of(FIX, String.valueOf(finding.fix())))
                                .toString()
                        : "");
    }

    private static Map<String, Object> view(PageRequest request, SetupStep step) {
        StepTexts texts = StepTexts.of(request.texts());
        return Map.of(
                "what",
                texts.what(step),
                "effect",
                texts.effect(step),
                "isTranslated",
                texts.isTranslated(step),
                "details",
                texts.hasDetails(step) ? List.of(step.what(), step.effect()) : List.of(),
                "where",
                step.where(),
                "before",
                step.before(),
                "after",
                step.after());
    }

    private static Map<String, Object> view(PageRequest request, AppliedStep step) {
        StepTexts texts = StepTexts.of(request.texts());
        return Map.of(
                "id",
                step.step().id(),
                "what",
                texts.what(step.step()),
                "isTranslated",
                texts.isTranslated(step.step()),
                "where",
                step.step().where(),
                "at",
                PageTime.dateTime(request.texts().times(request.admin()), Instant.ofEpochSecond(step.at())),
                "by",
                administrator(request.admin(), step.by()));
    }

    /** The name of who applied a step, for those who may see that account; empty for others. */
    private static String administrator(PageAdmin admin, String id) {
        UserModel by = admin.session().users().getUserById(admin.home(), id);
        boolean isVisible = by != null
                && (by.getId().equals(admin.user().getId())
                        || AdminPermissions.evaluator(
                                        admin.session(),
                                        admin.home(),
                                        admin.auth().adminAuth())
                                .users()
                                .canView(by));
        return isVisible ? by.getUsername() : "";
    }

    private static PageAnswer plan(PageRequest request, String fix, Optional<String> problem) {
        Plan plan;
        try {
            plan = setup(request.admin()).plan(options(fix));
        } catch (Refused refused) {
            return Section.englishMessage(Response.Status.BAD_REQUEST, String.valueOf(refused.getMessage()));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "steps", plan.steps().stream().map(step -> view(request, step)).toList());
        values.put("questions", plan.questions());
        values.put(HASH, plan.hash());
        values.put(FIX, fix);
        values.put("problem", problem.orElse(""));
        values.put("action", request.urls().at(ID).toString());
        values.put("back", request.urls().at(ID).toString());
        return new PageAnswer.View(problem.isPresent() ? Response.Status.CONFLICT : Response.Status.OK, "plan", values);
    }

    /** A fix names the kind of step, and for one of several places that place too. */
    private static Map<String, String> options(String fix) {
        return ASKED_FOR.stream()
                .filter(fix::equals)
                .findFirst()
                .map(option -> Map.of(option, "true"))
                .orElse(Map.of());
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        return switch (request.submitted(ACTION).orElse("")) {
            case "apply" -> apply(request);
            case "undo" -> undo(request);
            default -> list(request, Optional.empty());
        };
    }

    private static PageAnswer apply(PageRequest request) {
        String fix = request.submitted(FIX).orElse("");
        try {
            setup(request.admin()).apply(options(fix), request.submitted(HASH).orElse(""));
        } catch (Refused refused) {
            return plan(request, fix, Optional.of(String.valueOf(refused.getMessage())));
        }
        return new PageAnswer.Redirect(request.urls().at(ID, Map.of(PageUrls.DONE, "fixed")));
    }

    private PageAnswer undo(PageRequest request) {
        try {
            setup(request.admin())
                    .undo(
                            Optional.of(request.submitted(STEP).orElse("")),
                            request.submitted("force").isPresent());
        } catch (Refused refused) {
            return list(request, Optional.of(String.valueOf(refused.getMessage())));
        }
        return new PageAnswer.Redirect(request.urls().at(ID, Map.of(PageUrls.DONE, "undone")));
    }

    private static SetupService setup(PageAdmin admin) {
        return new SetupService(admin.session(), admin.realm(), admin.auth(), admin.adminEvent());
    }
}
