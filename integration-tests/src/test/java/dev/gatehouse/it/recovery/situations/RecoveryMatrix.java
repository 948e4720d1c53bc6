package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.testsupport.admin.Admin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** All cases, and how they end on a side. */
public final class RecoveryMatrix {

    /** All cases, in the order of the table. */
    public static final List<RecoveryCase> CASES = Stream.of(
                    UsualPathCases.all(),
                    OtherBrowserCases.all(),
                    RewrittenLinkCases.all(),
                    RequestCases.all(),
                    MailServerCases.all(),
                    PasswordChangeCases.all(),
                    PasswordRuleCases.all(),
                    EmailCases.all())
            .flatMap(List::stream)
            .toList();

    /** A case spends most of its time waiting, for emails and for things to expire. */
    private static final int AT_ONCE = 8;

    private RecoveryMatrix() {}

    /**
     * How a case ended.
     *
     * @param outcome its outcome; {@code null} if it could not be played to its end
     * @param failure why not; {@code null} if it could
     */
    public record Played(RecoveryOutcome outcome, Throwable failure) {

        /** The outcome. */
        public RecoveryOutcome get() {
            if (failure != null) {
                throw new AssertionError("could not be played to its end", failure);
            }
            return outcome;
        }
    }

    /** Plays all cases. */
    public static Map<RecoveryCase, Played> play(RecoverySide side) {
        return play(side, CASES);
    }

    /** Plays some cases, those of one setting together. */
    public static Map<RecoveryCase, Played> play(RecoverySide side, List<RecoveryCase> cases) {
        Map<RecoveryCase, Played> ends = Collections.synchronizedMap(new LinkedHashMap<>());
        for (RecoverySetting setting : RecoverySetting.values()) {
            List<Callable<Void>> together = new ArrayList<>();
            for (RecoveryCase each : cases) {
                if (each.setting() == setting) {
                    together.add(() -> {
                        ends.put(each, play(each, side));
                        return null;
                    });
                }
            }
            if (together.isEmpty()) {
                continue;
            }
            ExecutorService threads = Executors.newFixedThreadPool(setting == RecoverySetting.ALONE ? 1 : AT_ONCE);
            try (Admin.Restore set = setting.in(side)) {
                threads.invokeAll(together);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                threads.shutdownNow();
            }
        }
        return ends;
    }

    private static Played play(RecoveryCase each, RecoverySide side) {
        try {
            return new Played(each.play().play(new RecoveryPlay(side)), null);
        } catch (Exception | AssertionError failure) {
            return new Played(null, failure);
        }
    }
}
