package dev.gatehouse.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.browser.Stranger;
import dev.gatehouse.testsupport.report.Separation;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Verifies that the response time of one request does not reveal the state of an account, as far as a busy machine can show it. The test
 * fails for a difference between two kinds of accounts that equal servers would show once in a thousand comparisons, that is also large,
 * and that shows twice. {@code dev.gatehouse.bench.timing.SignInTiming} measures it on a quiet machine.
 */
class SignInTimingTest {

    private static final int EACH = 40;
    private static final int WARM_UP = 8;
    private static final int TRIES_FOR_ONE = 8;
    private static final double LARGE = 0.1;

    private final TestServer server = TestServer.shared();
    private final Accounts accounts = new Accounts(server);
    private final Stranger stranger = new Stranger(server.realmUrl());
    private final String locked = accounts.address(Accounts.Kind.LOCKED);

    @Test
    void noRequestOfALoginRevealsByItsTimeHowAnAccountIs() {
        measure(WARM_UP);
        List<String> found = differences(measure(EACH));
        if (!found.isEmpty()) {
            List<String> again = differences(measure(EACH));
            assertThat(again).as("found before: %s", found).isEmpty();
        }
    }

    private Map<Accounts.Kind, List<Stranger.Visit>> measure(int each) {
        List<Accounts.Kind> order = new ArrayList<>();
        Map<Accounts.Kind, Iterator<String>> addresses = new EnumMap<>(Accounts.Kind.class);
        for (Accounts.Kind kind : Accounts.Kind.values()) {
            order.addAll(Collections.nCopies(each, kind));
            addresses.put(kind, addresses(kind, each).iterator());
        }
        Collections.shuffle(order, new Random());
        Map<Accounts.Kind, List<Stranger.Visit>> visits = new EnumMap<>(Accounts.Kind.class);
        for (Accounts.Kind kind : order) {
            visits.computeIfAbsent(kind, any -> new ArrayList<>())
                    .add(stranger.signIn("workspace", addresses.get(kind).next(), "wrong"));
        }
        return visits;
    }

    /** At most as many of one account as do not lock it, and each time a new address without an account. */
    private List<String> addresses(Accounts.Kind kind, int each) {
        int ofOne =
                switch (kind) {
                    case UNKNOWN -> 1;
                    case KNOWN, DISABLED -> TRIES_FOR_ONE;
                    case LOCKED -> each;
                };
        List<String> addresses = new ArrayList<>();
        while (addresses.size() < each) {
            addresses.addAll(
                    Collections.nCopies(ofOne, kind == Accounts.Kind.LOCKED ? locked : accounts.address(kind)));
        }
        return addresses;
    }

    private static List<String> differences(Map<Accounts.Kind, List<Stranger.Visit>> visits) {
        List<String> found = new ArrayList<>();
        visits.forEach((kind, ofKind) -> visits.forEach((other, ofOther) -> {
            if (kind.compareTo(other) < 0) {
                note(found, kind + " and " + other + ", first page", Separation.of(first(ofKind), first(ofOther)));
                note(found, kind + " and " + other + ", second page", Separation.of(second(ofKind), second(ofOther)));
            }
        }));
        return found;
    }

    private static void note(List<String> found, String what, Separation separation) {
        if (separation.isRare() && separation.isBeyond(LARGE)) {
            found.add(what + ": " + separation);
        }
    }

    private static double[] first(List<Stranger.Visit> visits) {
        return visits.stream().mapToDouble(visit -> visit.first().nanos()).toArray();
    }

    /** Empty if there is no second page, which reveals the state too. */
    private static double[] second(List<Stranger.Visit> visits) {
        return visits.stream()
                .mapToDouble(visit -> visit.second().map(Stranger.Answer::nanos).orElse(0L))
                .toArray();
    }
}
