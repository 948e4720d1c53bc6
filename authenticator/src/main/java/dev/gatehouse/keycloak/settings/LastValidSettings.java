package dev.gatehouse.keycloak.settings;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.session.DryRun;
import dev.gatehouse.keycloak.text.LogText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * Replaces what is invalid in saved settings by what was valid last. Each node keeps in memory what it has seen, so that a login costs
 * nothing; what was valid is also in the database, so that a node which starts after the mistake decides as the others do.
 */
final class LastValidSettings implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LastValidSettings.class);

    /** More than most servers have; when full, the memory is cleared. */
    private static final int MOST_PLACES = 1000;

    private static final String REMOVED = "gatehouse.settings-removed ";
    private static final Duration REPEATED_AFTER = Duration.ofHours(1);

    /** For roles, groups and clients that came without an event of an administrator: from a user store, or written into the database. */
    private static final Duration LOOKED_FOR_AGAIN_AFTER = Duration.ofMinutes(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KeycloakSessionFactory sessions;
    private final LastValidRepository repository;
    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();
    private final Map<Key, Instant> reportedAt = new ConcurrentHashMap<>();
    private final Map<Key, Instant> unreadableAt = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "gatehouse-settings");
        created.setDaemon(true);
        return created;
    });

    private record Key(String realmId, SettingsPlace place) {}

    /** What this node has seen at a place, and whether the database has it. */
    private record Seen(SettingsInForce settings, List<SettingProblem> problems, boolean isStored) {}

    /** What was found while names in the settings did not exist in the realm. */
    private record Lacking(SettingsInForce settings, List<SettingProblem> problems, Instant at) {

        boolean holdsFor(Map<String, String> saved) {
            return settings.saved().equals(saved)
                    && at.plus(LOOKED_FOR_AGAIN_AFTER).isAfter(KeycloakClock.now());
        }
    }

    LastValidSettings(KeycloakSessionFactory sessions, LastValidRepository repository) {
        this.sessions = sessions;
        this.repository = repository;
    }

    /**
     * The settings in force at a place.
     *
     * @param saved what was saved there
     */
    SettingsInForce inForce(
            KeycloakSession session,
            RealmModel realm,
            SettingsPlace place,
            SettingsForm form,
            Map<String, String> saved) {
        Key key = new Key(realm.getId(), place);
        Seen known = seen.get(key);
        if (known != null && known.settings().saved().equals(saved)) {
            reportIfDue(session, key, realm, known.problems());
            return known.settings();
        }
        Optional<Lacking> kept =
                KeptWithRealm.get(realm, place.name(), Lacking.class).filter(lacking -> lacking.holdsFor(saved));
        if (kept.isPresent()) {
            reportIfDue(session, key, realm, kept.get().problems());
            return kept.get().settings();
        }
        return examined(session, realm, key, form, saved, known);
    }

    private SettingsInForce examined(
            KeycloakSession session,
            RealmModel realm,
            Key key,
            SettingsForm form,
            Map<String, String> saved,
            @Nullable Seen known) {
        List<SettingProblem> invalid = form.problems(saved);
        List<SettingProblem> unknown = unknownNames(session, realm, form, saved);
        List<SettingProblem> problems =
                Stream.concat(invalid.stream(), unknown.stream()).toList();
        reportIfDue(session, key, realm, problems);
        try {
            Map<String, String> before = problems.isEmpty() ? Map.of() : lastValid(key, known);
            SettingsInForce found = new SettingsInForce(saved, texts(form, saved, invalid, unknown, before), true);
            if (unknown.isEmpty()) {
                remember(session, key, new Seen(found, problems, false));
            } else {
                // Only until the realm changes: the role or client may be added.
                KeptWithRealm.put(realm, key.place().name(), new Lacking(found, problems, KeycloakClock.now()));
            }
            return found;
        } catch (RuntimeException e) {
            reportUnreadable(session, key, realm, e);
            // Not remembered: the next login reads anew. Another node may have seen later ones, so these are not
            // complete.
            return new SettingsInForce(saved, texts(form, saved, invalid, unknown, knownTexts(known)), false);
        }
    }

    private static Map<String, String> knownTexts(@Nullable Seen known) {
        return known == null ? Map.of() : known.settings().texts();
    }

    /**
     * The settings at a place that has none any more, though nobody has removed them on purpose. What was valid last goes on; where nothing
     * was, there is nothing.
     */
    SettingsInForce ofRemoved(KeycloakSession session, RealmModel realm, SettingsPlace place, SettingsForm form) {
        // Once in a request: each node asks the database, so that all decide alike.
        String attribute = REMOVED + realm.getId() + " " + place.name();
        SettingsInForce found = session.getAttribute(attribute, SettingsInForce.class);
        if (found == null) {
            found = readRemoved(session, realm, place, form);
            session.setAttribute(attribute, found);
        }
        return found;
    }

    private SettingsInForce readRemoved(
            KeycloakSession session, RealmModel realm, SettingsPlace place, SettingsForm form) {
        Key key = new Key(realm.getId(), place);
        Seen known = seen.get(key);
        try {
            Map<String, String> before = lastValid(key, known);
            List<SettingProblem> problems =
                    before.isEmpty() ? List.of() : List.of(SettingProblem.of("*", SettingProblem.Reason.REMOVED));
            reportIfDue(session, key, realm, problems);
            return new SettingsInForce(Map.of(), texts(form, before, List.of(), List.of(), Map.of()), true);
        } catch (RuntimeException e) {
            reportUnreadable(session, key, realm, e);
            return new SettingsInForce(Map.of(), texts(form, knownTexts(known), List.of(), List.of(), Map.of()), false);
        }
    }

    /** Forgets what was valid at a place: an administrator has removed the settings on purpose. */
    void removed(String realmId, SettingsPlace place) {
        seen.remove(new Key(realmId, place));
        reportedAt.remove(new Key(realmId, place));
        unreadableAt.remove(new Key(realmId, place));
        repository.remove(sessions, realmId, place);
    }

    private Map<String, String> lastValid(Key key, @Nullable Seen known) {
        return known != null && !known.isStored()
                ? known.settings().texts()
                : repository.read(sessions, key.realmId(), key.place());
    }

    /** Names that were saved. Those of a default are none of the administrator's mistakes. */
    private static List<SettingProblem> unknownNames(
            KeycloakSession session, RealmModel realm, SettingsForm form, Map<String, String> saved) {
        return form.allSettings().stream()
                .filter(setting -> setting.isSet(saved))
                .flatMap(setting -> setting.unknownNames(session, realm, saved).stream())
                .toList();
    }

    private static Map<String, String> texts(
            SettingsForm form,
            Map<String, String> saved,
            List<SettingProblem> invalid,
            List<SettingProblem> unknown,
            Map<String, String> before) {
        Map<String, String> texts = new HashMap<>();
        for (Setting<?> setting : form.allSettings()) {
            // Where unknown names have no predecessor they stay, and the feature decides what they mean.
            boolean isReplaced = isAmong(invalid, setting) || (isAmong(unknown, setting) && setting.isSet(before));
            Map<String, String> source = isReplaced ? before : saved;
            // A later version may know other values than the one that found the last text valid.
            if (setting.isSet(source) && setting.problems(source).isEmpty()) {
                texts.put(setting.key(), source.get(setting.key()));
            }
        }
        return texts;
    }

    private static boolean isAmong(List<SettingProblem> problems, Setting<?> setting) {
        return problems.stream().anyMatch(problem -> problem.setting().equals(setting.key()));
    }

    private void remember(KeycloakSession session, Key key, Seen found) {
        if (DryRun.isOn(session)) {
            return;
        }
        makeRoom();
        seen.put(key, found);
        execute(() -> store(key, found));
    }

    private void makeRoom() {
        if (seen.size() >= MOST_PLACES) {
            seen.clear();
            reportedAt.clear();
            unreadableAt.clear();
        }
    }

    private void store(Key key, Seen found) {
        try {
            repository.store(
                    sessions, key.realmId(), key.place(), found.settings().texts());
            seen.replace(key, found, new Seen(found.settings(), found.problems(), true));
        } catch (RuntimeException e) {
            // Seen anew by the next login, which tries again.
            seen.remove(key, found);
            LOG.warnf(e, "GATEHOUSE-417 Valid settings could not be stored; this will be retried");
        }
    }

    /** Not at each login: once for each mistake, and once an hour while it lasts. */
    private void reportIfDue(KeycloakSession session, Key key, RealmModel realm, List<SettingProblem> problems) {
        if (DryRun.isOn(session)) {
            return;
        }
        if (problems.isEmpty()) {
            reportedAt.remove(key);
            return;
        }
        if (isDue(reportedAt, key)) {
            String text = LogText.of(problems.stream().map(SettingProblem::text).collect(Collectors.joining("; ")));
            LOG.errorf(
                    "GATEHOUSE-415 Settings of realm %s are invalid (%s): %s. Until fixed, what was valid last applies, otherwise the default",
                    LogText.of(realm.getName()), LogText.of(key.place().name()), text);
            String realmId = realm.getId();
            execute(() -> InvalidSettingsEvent.raise(sessions, realmId, key.place(), text));
        }
    }

    private void reportUnreadable(KeycloakSession session, Key key, RealmModel realm, RuntimeException failure) {
        if (!DryRun.isOn(session) && isDue(unreadableAt, key)) {
            LOG.errorf(
                    failure,
                    "GATEHOUSE-416 The settings of realm %s that were valid last (%s) cannot be read from the database",
                    LogText.of(realm.getName()),
                    LogText.of(key.place().name()));
        }
    }

    private static boolean isDue(Map<Key, Instant> reported, Key key) {
        Instant now = KeycloakClock.now();
        Instant before = reported.get(key);
        return before == null
                ? reported.putIfAbsent(key, now) == null
                : before.plus(REPEATED_AFTER).isBefore(now) && reported.replace(key, before, now);
    }

    /** Whether what was valid last can be read at all places of a realm. */
    boolean isReadable(String realmId) {
        return repository.isReadable(sessions, realmId);
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The server is stopping; nothing more is stored");
        }
    }

    /** Discards the memory of a realm that is removed. */
    void forget(String realmId) {
        seen.keySet().removeIf(key -> key.realmId().equals(realmId));
        reportedAt.keySet().removeIf(key -> key.realmId().equals(realmId));
        unreadableAt.keySet().removeIf(key -> key.realmId().equals(realmId));
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
