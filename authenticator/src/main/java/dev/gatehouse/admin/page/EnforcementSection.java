package dev.gatehouse.admin.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.text.PageTime;
import dev.gatehouse.mfa.decision.MfaMode;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Whom mode {@code enforce} reaches and from when, and the target challenge rate: the settings of the gate that a roll-out changes. */
final class EnforcementSection implements Section {

    static final String ID = "enforcement";

    private static final String MODE = "mode";
    private static final String PILOT = "pilot";
    private static final String FROM = "enforceFrom";
    private static final String RATE = "targetRate";
    private static final String FROM_LOCAL = "from";
    private static final String ZONE = "zone";

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
        return form(request, saved(request.admin()), List.of(), "");
    }

    private static PageAnswer form(
            PageRequest request, Map<String, String> config, List<String> problems, String typedFrom) {
        PageAdmin admin = request.admin();
        MfaSettings inForce = new MfaSettingsResolver(admin.session(), admin.realm()).ofRealm();
        ZoneId zone = request.texts().zone(admin);
        Optional<Instant> from = inForce.rollout().everybodyFrom().filter(EnforcementSection::isDated);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("isRegistered", action(admin).isPresent());
        values.put("isEnabled", GatehouseRealm.of(admin.realm()).isGateEnabled());
        values.put("modeInForce", inForce.mode().configName());
        values.put("scope", inForce.scope(KeycloakClock.now()).code());
        values.put(
                "fromInForce",
                from.map(at -> PageTime.dateTime(request.texts().times(admin), at))
                        .orElse(Map.of()));
        values.put("modes", Stream.of(MfaMode.values()).map(MfaMode::configName).toList());
        values.put(MODE, config.getOrDefault(MODE, inForce.mode().configName()));
        values.put(PILOT, config.getOrDefault(PILOT, ""));
        values.put(
                FROM_LOCAL,
                typedFrom.isEmpty()
                        ? instant(config.get(FROM))
                                .map(at -> at.atZone(zone)
                                        .toLocalDateTime()
                                        .truncatedTo(ChronoUnit.MINUTES)
                                        .toString())
                                .orElse("")
                        : typedFrom);
        values.put(RATE, config.getOrDefault(RATE, Double.toString(inForce.targetRate())));
        values.put("problems", problems);
        values.put("mayManage", admin.canManageRealm());
        values.put("isFresh", admin.isFresh());
        values.put("signIn", request.urls().signIn(ID).toString());
        values.put("action", request.urls().at(ID).toString());
        return new PageAnswer.View(problems.isEmpty() ? Response.Status.OK : Response.Status.BAD_REQUEST, ID, values);
    }

    private static boolean isDated(Instant from) {
        return from.isAfter(Instant.EPOCH) && from.isBefore(Instant.ofEpochSecond(253_402_300_800L));
    }

    private static Optional<Instant> instant(@Nullable String saved) {
        try {
            return saved == null || saved.isBlank()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(saved.strip()).toInstant());
        } catch (DateTimeException invalid) {
            return Optional.empty();
        }
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        PageAdmin admin = request.admin();
        if (!admin.canManageRealm()) {
            throw new ForbiddenException();
        }
        Map<String, String> before = saved(admin);
        Map<String, String> config = new HashMap<>(before);
        put(config, MODE, request.submitted(MODE));
        put(config, PILOT, request.submitted(PILOT).map(names -> names.replaceAll("\\s*[\\r\\n]+\\s*", ",")));
        put(config, RATE, request.submitted(RATE));
        String typed = request.submitted(FROM_LOCAL).orElse("");
        Optional<String> from = from(typed, request.submitted(ZONE).orElse(""));
        if (!typed.isEmpty() && from.isEmpty()) {
            return form(request, config, List.of(request.texts().page("timeInvalid")), typed);
        }
        // The form has minutes only: a time that was not changed keeps its seconds and its offset.
        boolean isSameTime = instant(before.get(FROM)).equals(from.flatMap(EnforcementSection::instant));
        put(config, FROM, isSameTime ? Optional.ofNullable(before.get(FROM)) : from);
        List<String> problems = problems(request, config);
        if (!problems.isEmpty()) {
            return form(request, config, problems, typed);
        }
        if (changesReach(before, config) && !admin.isFresh()) {
            return form(request, config, List.of(request.texts().page("needsFreshLogin")), typed);
        }
        save(admin, config);
        return new PageAnswer.Redirect(request.urls().at(ID, Map.of(PageUrls.DONE, "saved")));
    }

    /** Whether others would be challenged than before: who does that, in either direction, must be who the session says. */
    private static boolean changesReach(Map<String, String> before, Map<String, String> after) {
        return Stream.of(MODE, PILOT, FROM)
                .anyMatch(key -> !before.getOrDefault(key, "").equals(after.getOrDefault(key, "")));
    }

    private static Optional<String> from(String local, String zone) {
        try {
            return local.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(local)
                                    .atZone(ZoneId.of(zone))
                                    .toOffsetDateTime())
                            .filter(at -> isDated(at.toInstant()))
                            .map(OffsetDateTime::toString);
        } catch (DateTimeException invalid) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, String> config, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> config.put(key, text), () -> config.remove(key));
    }

    private static Optional<RequiredActionProviderModel> action(PageAdmin admin) {
        return Optional.ofNullable(admin.realm().getRequiredActionProviderByAlias(GatehouseRequiredActions.GATE));
    }

    private static Map<String, String> saved(PageAdmin admin) {
        return SavedConfig.ofAction(admin.realm(), GatehouseRequiredActions.GATE)
                .orElse(Map.of());
    }

    private static List<String> problems(PageRequest request, Map<String, String> config) {
        PageAdmin admin = request.admin();
        SettingsForm form = (SettingsForm) admin.session()
                .getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, GatehouseRequiredActions.GATE);
        return Stream.of(
                        form.problems(config),
                        form.unknownKeys(config),
                        form.unknownNames(admin.session(), admin.realm(), config))
                .flatMap(List::stream)
                .map((SettingProblem problem) ->
                        problem.text(request.texts().messages(), request.texts().locale()))
                .toList();
    }

    /** As the Admin Console saves it, with the same admin event, by which all nodes and the start of enforcement take note. */
    private static void save(PageAdmin admin, Map<String, String> config) {
        RequiredActionConfigModel found = admin.realm().getRequiredActionConfigByAlias(GatehouseRequiredActions.GATE);
        RequiredActionConfigModel saved = new RequiredActionConfigModel();
        saved.setAlias(GatehouseRequiredActions.GATE);
        saved.setProviderId(GatehouseRequiredActions.GATE);
        if (found != null) {
            saved.setId(found.getId());
        }
        saved.setConfig(config);
        admin.realm().updateRequiredActionConfig(saved);
        admin.adminEvent()
                .operation(OperationType.UPDATE)
                .resource(ResourceType.REQUIRED_ACTION_CONFIG)
                .resourcePath("authentication", "required-actions", GatehouseRequiredActions.GATE, "config")
                .representation(Map.of("config", config))
                .success();
    }
}
