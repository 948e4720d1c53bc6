package dev.gatehouse.admin.page;

import dev.gatehouse.admin.help.HelpAct;
import dev.gatehouse.admin.help.HelpPermission;
import dev.gatehouse.admin.help.HelpRefused;
import dev.gatehouse.admin.help.UserHelp;
import dev.gatehouse.keycloak.account.AccountId;
import dev.gatehouse.keycloak.text.PageTime;
import dev.gatehouse.mfa.decision.PrivilegedAccounts;
import dev.gatehouse.mfa.device.KnownDeviceCredential;
import dev.gatehouse.mfa.lockout.BruteForceProtection;
import dev.gatehouse.mfa.report.HistoryReader;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** People: a search, and for one of them what is known, what limits are exhausted, and the five acts of help. */
final class UsersSection implements Section {

    static final String ID = "users";

    private static final int MOST = 20;
    private static final String SEARCH = "q";
    private static final String ACT = "act";
    private static final String REASON = "reason";

    /** What an intruder at an unlocked screen could do most harm with. */
    private static final Set<HelpAct> NEEDS_FRESH_LOGIN = Set.of(HelpAct.LET_IN_ONCE, HelpAct.LOCK_DOWN);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isVisibleTo(PageAdmin admin) {
        return admin.canSearchUsers();
    }

    @Override
    public PageAnswer show(PageRequest request) {
        if (request.path().isEmpty()) {
            return search(request);
        }
        return person(request, user(request), Optional.empty(), Map.of());
    }

    private static PageAnswer search(PageRequest request) {
        Optional<String> searched = request.queried(SEARCH);
        List<UserModel> users =
                searched.stream().flatMap(text -> find(request.admin(), text)).toList();
        if (users.size() == 1) {
            return new PageAnswer.Redirect(request.urls().user(users.get(0).getId()));
        }
        List<Map<String, Object>> found = users.stream()
                .map(user -> Map.<String, Object>of(
                        "url",
                        request.urls().user(user.getId()).toString(),
                        "username",
                        user.getUsername(),
                        "name",
                        name(user),
                        "email",
                        Objects.requireNonNullElse(user.getEmail(), ""),
                        "enabled",
                        user.isEnabled()))
                .toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("query", searched.orElse(""));
        values.put("searched", searched.isPresent());
        values.put("found", found);
        values.put("most", MOST);
        return new PageAnswer.View("users", values);
    }

    private static Stream<UserModel> find(PageAdmin admin, String text) {
        Optional<UserModel> exact = AccountId.find(admin.session(), admin.realm(), text);
        Stream<UserModel> found = exact.isPresent()
                ? exact.stream()
                : admin.session()
                        .users()
                        .searchForUserStream(
                                admin.realm(),
                                Map.of(UserModel.SEARCH, text, UserModel.INCLUDE_SERVICE_ACCOUNT, "false"),
                                0,
                                MOST);
        return found.filter(admin.auth().users()::canView);
    }

    private static String name(UserModel user) {
        return Stream.of(user.getFirstName(), user.getLastName())
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .reduce((first, last) -> first + " " + last)
                .orElse("");
    }

    /** A user whom the administrator may not see looks like one who does not exist. */
    private static UserModel user(PageRequest request) {
        PageAdmin admin = request.admin();
        if (request.path().size() != 1) {
            throw new NotFoundException();
        }
        return UserSegment.id(request.path().get(0))
                .flatMap(id -> OverviewSection.visible(admin, id))
                .orElseThrow(NotFoundException::new);
    }

    private static PageAnswer person(
            PageRequest request, UserModel user, Optional<String> problem, Map<String, Object> more) {
        PageAdmin admin = request.admin();
        BruteForceProtection protection = new BruteForceProtection(admin.session(), admin.realm(), user);
        HelpPermission permission = help(admin).permission(user);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", user.getId());
        values.put("login", user.getUsername());
        values.put("name", name(user));
        values.put("email", Objects.requireNonNullElse(user.getEmail(), ""));
        values.put("enabled", user.isEnabled());
        values.put("privileged", PrivilegedAccounts.include(admin.session(), admin.realm(), user));
        values.put("history", new HistoryReader(admin.session(), request.texts().locale()).read(user));
        values.put("factors", factors(request, user));
        values.put("lockedForGood", protection.isLockedForGood());
        values.put(
                "lockedUntil",
                protection.lockedUntil().map(at -> time(request, at)).orElse(Map.of()));
        values.put(
                "sessions",
                admin.session()
                        .sessions()
                        .getUserSessionsStream(admin.realm(), user)
                        .count());
        values.put("permission", permission.name());
        values.put("acts", Arrays.stream(HelpAct.values()).map(HelpAct::id).toList());
        values.put("freshActs", NEEDS_FRESH_LOGIN.stream().map(HelpAct::id).toList());
        values.put("isFresh", admin.isFresh());
        values.put(
                "signIn", request.urls().signIn(PageUrls.userPath(user.getId())).toString());
        values.put("action", request.urls().user(user.getId()).toString());
        values.put("problem", problem.orElse(""));
        values.put(
                "loginsUrl",
                admin.canViewEvents()
                        ? request.urls()
                                .at(LoginsSection.ID, Map.of("user", user.getId()))
                                .toString()
                        : "");
        values.put(REASON, request.submitted(REASON).orElse(""));
        values.put("pass", "");
        values.putAll(more);
        return new PageAnswer.View(
                problem.isPresent() ? Response.Status.BAD_REQUEST : Response.Status.OK, "user", values);
    }

    private static Map<String, String> time(PageRequest request, Instant at) {
        return PageTime.dateTime(request.texts().times(request.admin()), at);
    }

    /** The credentials of the account by type and label, but for its password and its known devices. */
    private static List<Map<String, Object>> factors(PageRequest request, UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> !PasswordCredentialModel.TYPE.equals(credential.getType())
                        && !PasswordCredentialModel.PASSWORD_HISTORY.equals(credential.getType())
                        && !KnownDeviceCredential.TYPE.equals(credential.getType()))
                .map(credential -> Map.<String, Object>of(
                        "type",
                        factorName(request.texts(), credential),
                        "label",
                        Objects.requireNonNullElse(credential.getUserLabel(), ""),
                        "since",
                        credential.getCreatedDate() == null
                                ? Map.of()
                                : time(request, Instant.ofEpochMilli(credential.getCreatedDate()))))
                .toList();
    }

    private static String factorName(PageTexts texts, CredentialModel credential) {
        String key = "factor_" + credential.getType();
        return texts.hasPage(key) ? texts.page(key) : credential.getType();
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        UserModel user = user(request);
        HelpAct act = Arrays.stream(HelpAct.values())
                .filter(candidate ->
                        candidate.id().equals(request.submitted(ACT).orElse("")))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        if (NEEDS_FRESH_LOGIN.contains(act) && !request.admin().isFresh()) {
            return person(request, user, Optional.of(request.texts().page("needsFreshLogin")), Map.of());
        }
        try {
            Map<String, Object> result = help(request.admin())
                    .help(user, act, request.submitted(REASON).orElse(null), null);
            return act == HelpAct.LET_IN_ONCE
                    ? passShown(request, user, result)
                    : new PageAnswer.Redirect(
                            request.urls().at(PageUrls.userPath(user.getId()), Map.of(PageUrls.DONE, act.id())));
        } catch (HelpRefused refused) {
            if (refused.why() == HelpRefused.Why.NO_ROLE) {
                throw new ForbiddenException(refused);
            }
            return person(request, user, Optional.of(words(request, refused)), Map.of());
        }
    }

    /** The only page that shows a pass: it is nowhere else, and reloading would issue another one. */
    private static PageAnswer passShown(PageRequest request, UserModel user, Map<String, Object> result) {
        return person(
                request,
                user,
                Optional.empty(),
                Map.of(
                        "pass",
                        result.get("pass"),
                        "passUntil",
                        time(request, Instant.parse(String.valueOf(result.get("expiresAt")))),
                        REASON,
                        ""));
    }

    private static String words(PageRequest request, HelpRefused refused) {
        String until = refused.until()
                .map(at -> request.texts().times(request.admin()).dateTime(at))
                .orElse("");
        return request.texts().page("refused_" + refused.why().code(), until);
    }

    private static UserHelp help(PageAdmin admin) {
        return new UserHelp(admin.session(), admin.realm(), admin.auth(), admin.adminEvent());
    }
}
