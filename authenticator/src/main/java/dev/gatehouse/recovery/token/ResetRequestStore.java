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

/** Stores the pages on which users request links, under a hash of their secret. */
public final class ResetRequestStore {

    /** How many codes may be tried on one page. */
    public static final int TRIES = 5;

    /** How long a page is stored after the last request on it. */
    static final Duration LIFE = Duration.ofHours(25);

    /**
     * How long a page is stored on which no link was requested yet. A GET creates such a page, and no rate limit counts it, but it takes a
     * login in progress; a forgotten page accepts an address all the same.
     */
    static final Duration LIFE_WITHOUT_REQUEST = Duration.ofHours(1);

    private static final int MAX_PAGES_OF_LOGIN = 20;
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
     * @param target the likely target; empty if unknown
     */
    public ResetRequest open(ReturnTarget returnTarget, Optional<ResetRequest.Target> target, LinkPurpose purpose) {
        ResetRequest resetRequest = ResetRequest.begun(returnTarget, target, purpose);
        save(resetRequest);
        return resetRequest;
    }

    /**
     * Opens the page of a login in progress. A login has one page until a link is requested on it, and then another, so that opening pages
     * stores no more than one.
     *
     * @param returnTarget including the login
     * @param target the likely target; empty if unknown
     */
    public ResetRequest openOfLogin(
            RealmSecret secret, ReturnTarget returnTarget, Optional<ResetRequest.Target> target, LinkPurpose purpose) {
        ResetRequest resetRequest = IntStream.range(0, MAX_PAGES_OF_LOGIN)
                .mapToObj(number -> ResetRequest.ofLogin(secret, returnTarget, target, purpose, number))
                .filter(page -> find(page).flatMap(ResetRequest::requestedAt).isEmpty())
                .findFirst()
                // No login is sent that many emails; the last page is opened again.
                .orElseGet(() -> ResetRequest.ofLogin(secret, returnTarget, target, purpose, MAX_PAGES_OF_LOGIN));
        save(resetRequest);
        return resetRequest;
    }

    /**
     * Opens the page of a user who is signed in and changes the password. Who begins twice within a moment gets the page of the first time,
     * so that the code in the email can be typed there.
     *
     * @param returnTarget including the login
     * @param moment for how long a page on which a link was requested is opened again
     */
    public ResetRequest openOfChange(RealmSecret secret, ReturnTarget returnTarget, String userId, Duration moment) {
        return IntStream.range(0, MAX_PAGES_OF_LOGIN)
                .mapToObj(number -> ResetRequest.ofChange(secret, returnTarget, userId, number))
                .map(page -> find(page)
                        .filter(found -> found.requestedAt().isPresent())
                        .orElse(page))
                .filter(page -> page.requestedAt()
                        .map(at -> clock.instant().isBefore(at.plus(moment)) && !isDone(page))
                        .orElse(true))
                .findFirst()
                .map(page -> {
                    if (page.requestedAt().isEmpty()) {
                        save(page);
                    }
                    return page;
                })
                .orElseGet(() -> open(returnTarget, Optional.empty(), LinkPurpose.CHANGE));
    }

    private Optional<ResetRequest> find(ResetRequest resetRequest) {
        return store.get(key(resetRequest.page())).flatMap(notes -> ResetRequest.of(resetRequest.page(), notes));
    }

    /** The page whose secret this text contains; empty if it is unknown or was forgotten. */
    public Optional<ResetRequest> find(String text) {
        return ResetToken.findIn(text).stream()
                .flatMap(page -> store.get(key(page)).flatMap(notes -> ResetRequest.of(page, notes)).stream())
                .findFirst();
    }

    /** Saves a page in its current state. */
    public void save(ResetRequest resetRequest) {
        store.put(
                key(resetRequest.page()),
                resetRequest.requestedAt().isPresent() ? LIFE : LIFE_WITHOUT_REQUEST,
                resetRequest.notes());
    }

    /** Saves a page on which a link was requested just now: what became of an earlier one no longer matters. */
    public void awaiting(ResetRequest resetRequest) {
        store.remove(doneKey(resetRequest.waiting(realmId)));
        save(resetRequest);
    }

    /** Lets the page that waits for this link know that it has changed the password. */
    public void done(ResetLink link) {
        if (!link.waiting().isEmpty()) {
            store.put(doneKey(link.waiting()), LIFE, NOTHING);
        }
    }

    /** Whether the link or the code that this page waits for has changed the password. Does the same work for every page. */
    public boolean isDone(ResetRequest resetRequest) {
        return isDone(resetRequest.waiting(realmId));
    }

    /** The same by what a page waits for, as {@link ResetRequest#waiting} names it. */
    public boolean isDone(String waiting) {
        return store.get(doneKey(waiting)).isPresent();
    }

    /**
     * Expects a code on a page.
     *
     * @param link what the link in the same email permits; the code permits nothing else, and for no longer
     */
    public void expect(ResetToken page, ResetLink link, FallbackCode code) {
        Map<String, String> notes = new HashMap<>(link.notes());
        notes.put(HASH, code.hash(page));
        store.put(expectedKey(page), Duration.between(clock.instant(), link.until()), notes);
    }

    /** Takes one of the tries of a page, whether or not a code is expected there. */
    public boolean takeTry(ResetToken page) {
        return GUESSES.take(store, page.hash(realmId), clock.instant()).isPresent();
    }

    /** Whether there is a try left. */
    public boolean canTry(ResetToken page) {
        return GUESSES.exhaustedUntil(store, page.hash(realmId)).isEmpty();
    }

    /**
     * What this code permits; empty if it is not the one that is expected on the page. Does the same work whether or not a code is expected
     * there.
     */
    public Optional<ResetLink> recognise(ResetToken page, String typed) {
        Map<String, String> expected = store.get(expectedKey(page)).orElse(NOTHING);
        return FallbackCode.read(typed).hasHash(page, expected.getOrDefault(HASH, ""))
                ? ResetLink.of(expected)
                : Optional.empty();
    }

    /**
     * Invalidates the code of a page. Of any number of simultaneous callers, exactly one succeeds.
     *
     * @return whether this caller has invalidated it
     */
    public boolean spend(ResetToken page) {
        return store.remove(expectedKey(page));
    }

    private String key(ResetToken page) {
        return "gatehouse-ask:" + page.hash(realmId);
    }

    private static String doneKey(String waiting) {
        return "gatehouse-ask-done:" + waiting;
    }

    private String expectedKey(ResetToken page) {
        return "gatehouse-ask-code:" + page.hash(realmId);
    }
}
