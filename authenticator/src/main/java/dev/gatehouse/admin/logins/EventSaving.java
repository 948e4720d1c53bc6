package dev.gatehouse.admin.logins;

import java.util.List;

/**
 * Whether a realm saves the events that logins are read from.
 *
 * @param on whether it saves events at all, and the server has a store for them
 * @param missing the types of events, of those that are needed, that it leaves out; all of them if it saves none
 */
public record EventSaving(boolean on, List<String> missing) {

    public EventSaving {
        missing = List.copyOf(missing);
    }
}
