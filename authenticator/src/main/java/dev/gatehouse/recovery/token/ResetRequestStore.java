package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The pages on which somebody asks for a link, kept under a hash of their secret. */
public final class ResetRequestStore {

    /** How often a code may be tried on one page. */
    public static final int TRIES = 5;

    /** How long a page is remembered after it was last asked on. */
    static final Duration LIFE = Duration.ofHours(25);

    /**
     * How long a page is remembered on which nobody has asked yet. Such a page is made by a GET, which no limit counts, but it takes a login
     * in progress; a forgotten one takes an address all the same.
     */
    static final Duration LIFE_UNASKED = Duration.ofHours(1);

    private static final int MOST_OF_LOGIN = 20;
    private static final RateLimit GUESSES = new RateLimit("recovery-code", TRIES, LIFE);
    private static final String HASH = "hash";
    private static final Map<String, String> NOTHING = Map.of(HASH, "");

    private final ClusterStore store;
    private final String realmId;
    private final Clock clock;

    public ResetRequestStore(ClusterStore store, String realmId, Clock clock) {
        this.store = store;
        this.realmId = realmId;
        this.clock = clock;
    }

    /**
     * Opens a page.
     *
     * @param target who will probably be asked for; empty if nothing is known
     */
    public ResetRequest open(ReturnTarget returnTarget, Optional<ResetRequest.Target> target, LinkPurpose purpose) {
        ResetRequest resetRequest = ResetRequest.begun(returnTarget, target, purpose);
        keep(resetRequest);
        return resetRequest;
    }

    /**
     * Opens the page of a login in progress. A login has one page until somebody asks on it, and then another, so that no number of looks
     * keeps more than one.
     *
     * @param returnTarget with the login
     * @param target who will probably be asked for; empty if nothing is known
     */
    public ResetRequest openOfLogin(RealmSecret secret, ReturnTarget returnTarget, Optional<ResetRequest.Target> target, LinkPurpose purpose) {
        ResetRequest resetRequest = IntStream.range(0, MOST_OF_LOGIN)
                .mapToObj(number -> ResetRequest.ofLogin(secret, returnTarget, target, purpose, number))
                .filter(page -> find(page).flatMap(ResetRequest::requestedAt).isEmpty())
                .findFirst()
                // That many mails nobody is sent from one login; what is opened last is opened again.
                .orElseGet(() -> ResetRequest.ofLogin(secret, returnTarget, target, purpose, MOST_OF_LOGIN));
        keep(resetRequest);
        return resetRequest;
    }

    private Optional<ResetRequest> find(ResetRequest resetRequest) {
        return store.get(key(resetRequest.page())).flatMap(notes -> ResetRequest.of(resetRequest.page(), notes));
    }

    /** The page that this text names; empty where nobody knows it any more. */
    public Optional<ResetRequest> find(String text) {
        return ResetToken.findIn(text).stream()
                .flatMap(page -> store.get(key(page)).flatMap(notes -> ResetRequest.of(page, notes)).stream())
                .findFirst();
    }

    /** Keeps a page as it is now. */
    public void keep(ResetRequest resetRequest) {
        store.put(key(resetRequest.page()), resetRequest.requestedAt().isPresent() ? LIFE : LIFE_UNASKED, resetRequest.notes());
    }

    /**
     * Expects a code on a page.
     *
     * @param link what the link in the same mail is good for; the code is good for nothing else and for no longer
     */
    public void expect(ResetToken page, ResetLink link, FallbackCode code) {
        Map<String, String> notes = new HashMap<>(link.notes());
        notes.put(HASH, code.hash(page));
        store.put(expectedKey(page), Duration.between(clock.instant(), link.until()), notes);
    }

    /** Takes one of the tries of a page, whether a code is expected there or not. */
    public boolean takeTry(ResetToken page) {
        return GUESSES.take(store, page.hash(realmId), clock.instant()).isPresent();
    }

    /** Whether there is a try left. */
    public boolean canTry(ResetToken page) {
        return GUESSES.exhaustedUntil(store, page.hash(realmId)).isEmpty();
    }

    /**
     * What this code stands in for; empty if it is not the one that is expected on the page. Does the same work whether a code is
     * expected there or not.
     */
    public Optional<ResetLink> recognise(ResetToken page, String typed) {
        Map<String, String> expected = store.get(expectedKey(page)).orElse(NOTHING);
        return FallbackCode.read(typed).hasHash(page, expected.getOrDefault(HASH, "")) ? ResetLink.of(expected) : Optional.empty();
    }

    /**
     * Expects no code any more. Of any number of simultaneous callers exactly one succeeds.
     *
     * @return whether this caller did it
     */
    public boolean spend(ResetToken page) {
        return store.remove(expectedKey(page));
    }

    private String key(ResetToken page) {
        return "gatehouse-ask:" + page.hash(realmId);
    }

    private String expectedKey(ResetToken page) {
        return "gatehouse-ask-code:" + page.hash(realmId);
    }
}
