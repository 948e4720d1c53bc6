package dev.gatehouse.admin.setup;

import dev.gatehouse.admin.flow.SetupStepId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.theme.Theme;

/** What is chosen for a realm besides its flows: password rules, themes, {@code amr} in tokens. */
record RealmOptions(Realm realm) {

    static final String THEME = "gatehouse";
    static final String PASSWORD_RULES = "gatehouse-password-rules";
    static final String SCOPE = "gatehouse-amr";
    private static final String MAPPER = "gatehouse-amr-mapper";
    private static final String OPENID_CONNECT = "openid-connect";

    /** The default rules, and no common password. */
    static final String RULES = "min=8 max=99 lower=1 upper=1 digits=1 special=1 specials=^$*.[]{}()+?-'!@#%&/,><:;|_~ "
            + "spaces=inside not=none repeats=off common=core";

    private static final String LOGIN = "login";
    private static final String EMAIL = "email";
    private static final String ADMIN = "admin";

    /** The theme that a console has where none is chosen. */
    private static final String KEYCLOAKS = "keycloak.v2";

    private static final String ID = "id";
    private static final String VALUE = "value";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String NONE = "";

    /** Whether the JAR of the password rules is installed. */
    boolean hasPasswordRules() {
        return realm.session()
                        .getKeycloakSessionFactory()
                        .getProviderFactory(PasswordPolicyProvider.class, PASSWORD_RULES)
                != null;
    }

    /** Whether the JAR of the themes is installed. */
    boolean hasThemes() {
        return realm.session().theme().nameSet(Theme.Type.LOGIN).contains(THEME)
                && realm.session().theme().nameSet(Theme.Type.EMAIL).contains(THEME)
                && realm.session().theme().nameSet(Theme.Type.ADMIN).contains(THEME);
    }

    String passwordPolicy() {
        return Optional.ofNullable(realm.realm().getPasswordPolicy())
                .map(PasswordPolicy::toString)
                .orElse(NONE);
    }

    boolean usesPasswordRules() {
        return realm.realm().getPasswordPolicy().getPolicies().contains(PASSWORD_RULES);
    }

    /**
     * Appends the password rules.
     *
     * @return what undoing needs
     */
    Map<String, String> addPasswordRules() {
        Map<String, String> undo = new LinkedHashMap<>();
        undo.put(VALUE, RULES);
        undo.put(BEFORE, passwordPolicy());
        realm.realm()
                .setPasswordPolicy(realm.realm().getPasswordPolicy().toBuilder()
                        .put(PASSWORD_RULES, RULES)
                        .build(realm.session()));
        undo.put(AFTER, passwordPolicy());
        return undo;
    }

    /**
     * Gives back the policy that was there before. Other rules that somebody has added, changed or removed since stay as they are.
     *
     * @param isForced whether to remove the rules although somebody has changed them
     * @throws Refused if somebody has changed the rules
     */
    void undoPasswordRules(Map<String, String> undo, boolean isForced) {
        if (!usesPasswordRules()) {
            return;
        }
        PasswordPolicy.Builder policy = realm.realm().getPasswordPolicy().toBuilder();
        if (!isForced && !undo.getOrDefault(VALUE, RULES).equals(policy.get(PASSWORD_RULES))) {
            throw Refused.conflict("The password rules were changed after the step " + SetupStepId.PASSWORD_RULES
                    + " added them, and undoing the step removes them. To lose the changes, undo with force=true.");
        }
        boolean isAsLeft = passwordPolicy().equals(undo.get(AFTER));
        realm.realm()
                .setPasswordPolicy(
                        isAsLeft
                                ? PasswordPolicy.parse(realm.session(), undo.getOrDefault(BEFORE, NONE))
                                : policy.remove(PASSWORD_RULES).build(realm.session()));
    }

    boolean usesThemes() {
        return THEME.equals(realm.realm().getLoginTheme())
                && THEME.equals(realm.realm().getEmailTheme())
                && !isAdminThemeFree();
    }

    /** A console with a theme of its own keeps it, without the link to the page for administrators. */
    private boolean isAdminThemeFree() {
        String chosen = realm.realm().getAdminTheme();
        return chosen == null || chosen.isEmpty() || KEYCLOAKS.equals(chosen);
    }

    String themes() {
        return "login " + orDefault(realm.realm().getLoginTheme()) + ", email "
                + orDefault(realm.realm().getEmailTheme()) + ", admin "
                + orDefault(realm.realm().getAdminTheme());
    }

    /** How the themes are once they were chosen. */
    String themesAfter() {
        return "login " + THEME + ", email " + THEME + ", admin "
                + (isAdminThemeFree() ? THEME : realm.realm().getAdminTheme());
    }

    private static String orDefault(@Nullable String theme) {
        return theme == null || theme.isEmpty() ? "(default)" : theme;
    }

    Map<String, String> chooseThemes() {
        Map<String, String> undo = new LinkedHashMap<>();
        Optional.ofNullable(realm.realm().getLoginTheme()).ifPresent(theme -> undo.put(LOGIN, theme));
        Optional.ofNullable(realm.realm().getEmailTheme()).ifPresent(theme -> undo.put(EMAIL, theme));
        Optional.ofNullable(realm.realm().getAdminTheme()).ifPresent(theme -> undo.put(ADMIN, theme));
        realm.realm().setLoginTheme(THEME);
        realm.realm().setEmailTheme(THEME);
        if (isAdminThemeFree()) {
            realm.realm().setAdminTheme(THEME);
        }
        return undo;
    }

    /** A theme that somebody has chosen since stays. */
    void undoThemes(Map<String, String> undo) {
        if (THEME.equals(realm.realm().getLoginTheme())) {
            realm.realm().setLoginTheme(undo.get(LOGIN));
        }
        if (THEME.equals(realm.realm().getEmailTheme())) {
            realm.realm().setEmailTheme(undo.get(EMAIL));
        }
        if (THEME.equals(realm.realm().getAdminTheme())) {
            realm.realm().setAdminTheme(undo.get(ADMIN));
        }
    }

    /** Whether tokens of the realm's apps can have {@code amr} from Gatehouse. */
    boolean hasAmr() {
        return realm.realm().getClientScopesStream().anyMatch(scope -> isMapped(scope.getProtocolMappersStream()))
                || realm.realm().getClientsStream().anyMatch(client -> isMapped(client.getProtocolMappersStream()));
    }

    private static boolean isMapped(Stream<ProtocolMapperModel> mappers) {
        return mappers.anyMatch(mapper -> MAPPER.equals(mapper.getProtocolMapper()));
    }

    Map<String, String> addAmr() {
        ClientScopeModel scope = realm.realm().addClientScope(SCOPE);
        scope.setProtocol(OPENID_CONNECT);
        scope.setDescription("How the login was secured (amr)");
        scope.setDisplayOnConsentScreen(false);
        scope.setIncludeInTokenScope(false);
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setName("amr");
        mapper.setProtocol(OPENID_CONNECT);
        mapper.setProtocolMapper(MAPPER);
        mapper.setConfig(new HashMap<>(
                Map.of("id.token.claim", "true", "access.token.claim", "true", "introspection.token.claim", "true")));
        scope.addProtocolMapper(mapper);
        realm.realm().addDefaultClientScope(scope, true);
        realm.realm()
                .getClientsStream()
                .filter(client -> Objects.requireNonNullElse(client.getProtocol(), OPENID_CONNECT)
                                .equals(OPENID_CONNECT)
                        && !client.isBearerOnly())
                .toList()
                .forEach(client -> client.addClientScope(scope, true));
        return Map.of(ID, scope.getId());
    }

    /** A scope with other mappers, which somebody has added, stays without Gatehouse's. */
    void undoAmr(Map<String, String> undo) {
        ClientScopeModel scope = realm.realm().getClientScopeById(undo.getOrDefault(ID, ""));
        if (scope == null) {
            return;
        }
        List<ProtocolMapperModel> mappers = scope.getProtocolMappersStream().toList();
        mappers.stream()
                .filter(mapper -> MAPPER.equals(mapper.getProtocolMapper()))
                .forEach(scope::removeProtocolMapper);
        if (scope.getProtocolMappersStream().findAny().isEmpty()) {
            realm.realm().removeDefaultClientScope(scope);
            realm.realm().getClientsStream().toList().forEach(client -> client.removeClientScope(scope));
            realm.realm().removeClientScope(scope.getId());
        }
    }
}
