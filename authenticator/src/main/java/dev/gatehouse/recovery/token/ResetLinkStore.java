package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the emailed links under a hash of their secret. They are kept for a day longer than they open the page, so that an expired link
 * can be replaced without typing an address.
 */
public final class ResetLinkStore {

    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final Duration CLAIM_LIFETIME = Duration.ofSeconds(30);
    private static final String USED_AT = "used";

    private final ClusterStore store;
    private final String realmId;
    private final Clock clock;

    public ResetLinkStore(ClusterStore store, String realmId, Clock clock) {
        this.store = store;
        this.realmId = realmId;
        this.clock = clock;
    }

    /** Issues a link; only the caller ever sees its secret. */
    public ResetToken issue(ResetLink link) {
        ResetToken token = ResetToken.mint();
        save(token, link);
        return token;
    }

    /** Saves an issued link again, with the account's current stamp. */
    public void renew(ResetToken token, ResetLink link) {
        save(token, link);
    }

    /** The state of the link that this text contains. Changes nothing. */
    public ResetLinkState find(String text) {
        List<ResetToken> candidates = ResetToken.findIn(text);
        return candidates.stream()
                .map(this::state)
                .filter(state -> state.found().isPresent())
                .findFirst()
                .orElseGet(() -> candidates.isEmpty()
                        ? new ResetLinkState.Unreadable()
                        : new ResetLinkState.Unknown(candidates.get(0)));
    }

    /** The state of a link. Changes nothing. */
    public ResetLinkState state(ResetToken token) {
        Optional<Map<String, String>> open = store.get(key(token));
        // Read after the other, because a link that is being used is both for a moment, and never neither.
        Optional<Map<String, String>> used = store.get(usedKey(token));
        Optional<Map<String, String>> notes = used.or(() -> open);
        Optional<ResetLink> link = notes.flatMap(ResetLink::of);
        if (link.isEmpty()) {
            return new ResetLinkState.Unknown(token);
        }
        if (used.isPresent()) {
            return new ResetLinkState.Used(token, link.get(), usedAt(used.get()));
        }
        if (isSuperseded(link.get())) {
            return new ResetLinkState.Superseded(token, link.get());
        }
        return clock.instant().isAfter(link.get().until())
                ? new ResetLinkState.Expired(token, link.get())
                : new ResetLinkState.Open(token, link.get());
    }

    /**
     * Uses a link up. Of any number of simultaneous callers, with this link or another one of the same account, exactly one succeeds,
     * whatever the result of its request.
     *
     * @return whether this caller may change the password
     */
    public boolean claim(ResetToken token, ResetLink link) {
        Instant now = clock.instant();
        if (!store.putIfAbsent(changing(link), CLAIM_LIFETIME, now)) {
            return false;
        }
        // The account is claimed: until it is released, no other caller can use up this link or another one of the
        // account.
        if (store.get(key(token)).isEmpty() || isSuperseded(link)) {
            store.release(changing(link));
            return false;
        }
        Map<String, String> notes = new HashMap<>(link.notes());
        notes.put(USED_AT, Long.toString(now.toEpochMilli()));
        store.put(usedKey(token), REMEMBERED, notes);
        store.remove(key(token));
        return true;
    }

    /** Makes a claimed link valid again, because the password was not changed after all. */
    public void giveBack(ResetToken token, ResetLink link) {
        save(token, link);
        store.remove(usedKey(token));
        store.release(changing(link));
    }

    /** Revokes all links of an account that were emailed before now. One that is emailed from now on is valid at once. */
    public void changed(ResetLink link) {
        store.put(
                changedKey(link.userId()),
                REMEMBERED.plusDays(1),
                Map.of(USED_AT, Long.toString(clock.instant().toEpochMilli())));
        store.release(changing(link));
    }

    private void save(ResetToken token, ResetLink link) {
        store.put(key(token), Duration.between(clock.instant(), link.until()).plus(REMEMBERED), link.notes());
    }

    private boolean isSuperseded(ResetLink link) {
        return changedAt(link.userId())
                .filter(changed -> !changed.isBefore(link.issuedAt()))
                .isPresent();
    }

    private Optional<Instant> changedAt(String userId) {
        return store.get(changedKey(userId)).map(ResetLinkStore::usedAt);
    }

    private static Instant usedAt(Map<String, String> notes) {
        return Instant.ofEpochMilli(Long.parseLong(notes.getOrDefault(USED_AT, "0")));
    }

    private String key(ResetToken token) {
        return "gatehouse-link:" + token.hash(realmId);
    }

    private String usedKey(ResetToken token) {
        return "gatehouse-link-used:" + token.hash(realmId);
    }

    private String changedKey(String userId) {
        return "gatehouse-password-changed:" + new AccountKey(realmId, userId).key();
    }

    private String changing(ResetLink link) {
        return "gatehouse-password-changing:" + new AccountKey(realmId, link.userId()).key();
    }
}
