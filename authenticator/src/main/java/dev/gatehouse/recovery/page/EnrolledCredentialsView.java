package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.keycloak.text.PageTime;
import dev.gatehouse.mfa.decision.RecentMfa;
import dev.gatehouse.mfa.decision.SessionsWithoutMfa;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.Profile;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.organization.OrganizationProvider;

/**
 * Shows the owner of an account its credentials and linked identity providers, without the password, after another person has signed in.
 */
final class EnrolledCredentialsView {

    private static final String CREDENTIAL = "credential:";
    private static final String LINK = "link:";
    private static final int MAX_LABEL_LENGTH = 60;

    /**
     * More could not be submitted in one form. Of so many, the newest are taken to be the intruder's, and are removed without being shown.
     */
    private static final int MAX_SHOWN = 100;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    EnrolledCredentialsView(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * A credential or a linked identity provider.
     *
     * @param id its id in the page's form
     * @param what what it is
     * @param label the label that a user gave it, or the user name at the provider; an empty text if there is none
     * @param since when it was added; empty if unknown
     * @param isRemovable whether the page may remove it
     * @param mark changes if another item takes this one's place: a credential has an id of its own, but an account at a provider is linked
     *     under the provider's alias
     */
    record Item(
            String id,
            EnrolledCredential what,
            String label,
            Optional<Instant> since,
            boolean isRemovable,
            String mark) {

        /**
         * Whether an intruder may have added it: since the oldest session without MFA began, or at an unknown time.
         *
         * @param unproven when that session began; empty if no such session is left, and then any item may be the intruder's
         */
        boolean isSuspicious(Optional<Instant> unproven) {
            return isRemovable
                    && (unproven.isEmpty() || since.isEmpty() || !since.get().isBefore(unproven.get()));
        }
    }

    /**
     * What the owner has chosen on the page.
     *
     * @param ticked ids as in the form; any other posted value is ignored
     * @param shown the marks of all items that the page has shown, see {@link #shown(Stream)}; empty if a version without this field
     *     rendered the page
     */
    record Choice(Collection<String> ticked, Optional<String> shown) {

        /** Whether the item is removed: it is ticked, or it was added or replaced while the owner was looking at the page. */
        boolean removes(Item item) {
            return ticked.contains(item.id())
                    || shown.filter(page -> !List.of(page.split(" ")).contains(item.mark()))
                            .isPresent();
        }

        /** The marks as one field of a form: with one field for each, a page that shows no item would have no field. */
        static String shown(Stream<String> marks) {
            return String.join(" ", marks.toList());
        }
    }

    /** All items, credentials first. */
    List<Item> items() {
        return Stream.concat(
                        user.credentialManager()
                                .getStoredCredentialsStream()
                                .flatMap(credential -> factor(credential).stream()),
                        links())
                .toList();
    }

    /** The items as the page shows them: the oldest and those without a date, if there are too many. */
    List<Map<String, Object>> rows() {
        List<Item> items = oldest(items());
        if (items.isEmpty()) {
            return List.of();
        }
        Optional<Instant> unproven = SessionsWithoutMfa.oldest(session, realm, user);
        LocalizedTimes times = LocalizedTimes.of(user, session.getContext().resolveLocale(user));
        boolean isOnlyWayIn =
                items.size() == 1 && !user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
        return items.stream()
                .map(item -> Map.<String, Object>of(
                        "id", item.id(),
                        "mark", item.mark(),
                        "kind", item.what().kind().message(),
                        "provider", item.what().name(),
                        "label", item.label(),
                        "since",
                                item.since()
                                        .map(since -> PageTime.dateTime(times, since))
                                        .orElse(Map.of()),
                        "removable", item.isRemovable(),
                        "ticked", item.isSuspicious(unproven) && !isOnlyWayIn))
                .toList();
    }

    static List<Item> oldest(List<Item> items) {
        return items.size() <= MAX_SHOWN
                ? items
                : items.stream()
                        .sorted(Comparator.comparing(item -> item.since().orElse(Instant.MIN)))
                        .limit(MAX_SHOWN)
                        .toList();
    }

    /**
     * Removes what the owner has chosen. The owner has opened an emailed link, which counts as MFA here.
     *
     * @param event what the events of all removals have in common
     */
    void remove(Choice choice, EventBuilder event) {
        List<Item> removed = committed().stream()
                .filter(item -> item.isRemovable() && choice.removes(item))
                .toList();
        if (removed.isEmpty()) {
            return;
        }
        RecentMfa.grantByEmailedLink(session, user);
        removed.forEach(item -> remove(item, event.clone()));
    }

    /** All items that are committed by now, not only those that this request has read before. */
    private List<Item> committed() {
        return RealmJob.call(
                        session.getKeycloakSessionFactory(),
                        realm.getId(),
                        (jobSession, jobRealm) -> Optional.ofNullable(
                                        jobSession.users().getUserById(jobRealm, user.getId()))
                                .map(committed -> new EnrolledCredentialsView(jobSession, jobRealm, committed).items()))
                .orElse(List.of());
    }

    private void remove(Item item, EventBuilder event) {
        if (item.id().startsWith(LINK)) {
            String alias = item.id().substring(LINK.length());
            if (session.users().removeFederatedIdentity(realm, user, alias)) {
                event.event(EventType.REMOVE_FEDERATED_IDENTITY)
                        .detail(Details.IDENTITY_PROVIDER, alias)
                        .success();
            }
            return;
        }
        String id = item.id().substring(CREDENTIAL.length());
        CredentialModel credential = user.credentialManager().getStoredCredentialById(id);
        if (credential != null && user.credentialManager().removeStoredCredentialById(id)) {
            event.event(EventType.REMOVE_CREDENTIAL)
                    .detail(Details.CREDENTIAL_TYPE, credential.getType())
                    .detail(Details.CREDENTIAL_ID, id)
                    .success();
        }
    }

    private static Optional<Item> factor(CredentialModel credential) {
        Optional<Instant> since = Optional.ofNullable(credential.getCreatedDate())
                .filter(date -> date > 0)
                .map(Instant::ofEpochMilli);
        return EnrolledCredential.ofCredential(credential.getType())
                .map(what -> new Item(
                        CREDENTIAL + credential.getId(),
                        what,
                        label(credential.getUserLabel()),
                        since,
                        true,
                        Sha256.hex(credential.getId())));
    }

    private Stream<Item> links() {
        List<FederatedIdentityModel> links =
                session.users().getFederatedIdentitiesStream(realm, user).toList();
        if (links.isEmpty()) {
            return Stream.empty();
        }
        Map<String, Instant> dates = new IdpLinkDates(session, realm).of(user);
        // Members whom an organization manages, or who have no password, sign in with its provider. Other members need
        // not, so the account
        // there may be an intruder's.
        boolean hasPassword = user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
        Set<String> signInOrganizations = Profile.isFeatureEnabled(Profile.Feature.ORGANIZATION)
                ? session.getProvider(OrganizationProvider.class)
                        .getByMember(user)
                        .filter(organization -> !hasPassword || organization.isManaged(user))
                        .map(OrganizationModel::getId)
                        .collect(Collectors.toSet())
                : Set.of();
        return links.stream().map(link -> {
            String alias = link.getIdentityProvider();
            IdentityProviderModel provider = session.identityProviders().getByAlias(alias);
            boolean isSignInProvider = provider != null
                    && provider.getOrganizationId() != null
                    && signInOrganizations.contains(provider.getOrganizationId());
            return new Item(
                    LINK + alias,
                    EnrolledCredential.ofProvider(Recipient.name(session, link)),
                    label(link.getUserName()),
                    Optional.ofNullable(dates.get(alias)),
                    !isSignInProvider,
                    Sha256.hex(alias + " " + link.getUserId()));
        });
    }

    private static String label(@Nullable String text) {
        String label = text == null ? "" : text.strip();
        return label.codePointCount(0, label.length()) <= MAX_LABEL_LENGTH
                ? label
                : label.substring(0, label.offsetByCodePoints(0, MAX_LABEL_LENGTH)) + "…";
    }
}
