package dev.gatehouse.keycloak.settings;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.keycloak.config.SettingsForm;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KeycloakSessionFactory sessions;
    private final LastValidRepository repository;
    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();
    private final Map<Key, Instant> reportedAt = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "gatehouse-settings");
        created.setDaemon(true);
        return created;
    });

    private record Key(String realmId, SettingsPlace place) {}

    /** What this node has seen at a place, and whether the database has it. */
    private record Seen(SettingsInForce settings, List<SettingProblem> problems, boolean isStored) {}

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
            reportIfDue(key, realm, known.problems());
            return known.settings();
        }
        List<SettingProblem> invalid = form.problems(saved);
        List<SettingProblem> unknown = unknownNames(session, realm, form, saved);
        List<SettingProblem> problems =
                Stream.concat(invalid.stream(), unknown.stream()).toList();
        reportIfDue(key, realm, problems);
        try {
            Map<String, String> before = problems.isEmpty() ? Map.of() : lastValid(session, key, known);
            Seen found = new Seen(
                    new SettingsInForce(saved, texts(form, saved, invalid, unknown, before), true), problems, false);
            if (unknown.isEmpty()) {
                // Otherwise the next login looks again: the role or client may have been added since.
                remember(key, found);
            }
            return found.settings();
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "GATEHOUSE-416 The settings of realm %s that were valid last cannot be read from the database",
                    realm.getName());
            return new SettingsInForce(saved, texts(form, saved, invalid, unknown, Map.of()), false);
        }
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
        try {
            Map<String, String> before = lastValid(session, key, seen.get(key));
            List<SettingProblem> problems =
                    before.isEmpty() ? List.of() : List.of(SettingProblem.of("*", SettingProblem.Reason.REMOVED));
            reportIfDue(key, realm, problems);
            return new SettingsInForce(Map.of(), texts(form, before, List.of(), List.of(), Map.of()), true);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "GATEHOUSE-416 The settings of realm %s that were valid last cannot be read from the database",
                    realm.getName());
            return new SettingsInForce(Map.of(), Map.of(), false);
        }
    }

    /** Forgets what was valid at a place: an administrator has removed the settings on purpose. */
    void removed(String realmId, SettingsPlace place) {
        seen.remove(new Key(realmId, place));
        reportedAt.remove(new Key(realmId, place));
        repository.remove(sessions, realmId, place);
    }

    private Map<String, String> lastValid(KeycloakSession session, Key key, @Nullable Seen known) {
        return known != null && !known.isStored()
                ? known.settings().texts()
                : repository.read(session, key.realmId(), key.place());
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

    private void remember(Key key, Seen found) {
        makeRoom();
        seen.put(key, found);
        execute(() -> store(key, found));
    }

    private void makeRoom() {
        if (seen.size() >= MOST_PLACES) {
            seen.clear();
            reportedAt.clear();
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
    private void reportIfDue(Key key, RealmModel realm, List<SettingProblem> problems) {
        if (problems.isEmpty()) {
            reportedAt.remove(key);
            return;
        }
        Instant now = KeycloakClock.now();
        Instant before = reportedAt.get(key);
        boolean isDue = before == null || before.plus(REPEATED_AFTER).isBefore(now);
        boolean isFirst = isDue
                && (before == null ? reportedAt.putIfAbsent(key, now) == null : reportedAt.replace(key, before, now));
        if (isFirst) {
            String text = problems.stream().map(SettingProblem::text).collect(Collectors.joining("; "));
            LOG.errorf(
                    "GATEHOUSE-415 Settings of realm %s are invalid (%s): %s. Until fixed, what was valid last applies, otherwise the default",
                    realm.getName(), key.place().name(), text);
            String realmId = realm.getId();
            execute(() -> InvalidSettingsEvent.raise(sessions, realmId, key.place(), text));
        }
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
