package dev.gatehouse.notification.email;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many emails of each realm the SMTP server has refused in a row, on this node since its start. Thread-safe. */
public final class DeliveryFailures {

    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

    /** The SMTP server has accepted an email. */
    void accepted(String realmId) {
        inARow.remove(realmId);
    }

    /** The SMTP server has refused an email, or could not be reached. */
    void refused(String realmId) {
        inARow.merge(realmId, 1, (before, one) -> before == Integer.MAX_VALUE ? before : before + one);
    }

    /** How many emails were refused since the last one that was accepted. */
    public int inARow(String realmId) {
        return inARow.getOrDefault(realmId, 0);
    }
}
