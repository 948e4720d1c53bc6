package dev.gatehouse.admin.logins;

import java.util.HashMap;
import java.util.Map;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/** Events as Keycloak returns them. */
final class Events {

    private Events() {}

    static Event login(String id, long time, Map<String, String> details) {
        return event(EventType.LOGIN, id, time, details);
    }

    static Event error(String id, long time, String error, Map<String, String> details) {
        Event event = event(EventType.LOGIN_ERROR, id, time, details);
        event.setError(error);
        return event;
    }

    static Event codeSent(String id, long time, String verdict) {
        Event event = event(
                EventType.CUSTOM_REQUIRED_ACTION,
                id,
                time,
                Map.of("custom_required_action", "gatehouse_security_code_sent"));
        event.getDetails().put("gatehouse_verdict", verdict);
        return event;
    }

    private static Event event(EventType type, String id, long time, Map<String, String> details) {
        Event event = new Event();
        event.setId(id);
        event.setType(type);
        event.setTime(time);
        event.setUserId("u1");
        event.setClientId("workspace");
        event.setDetails(new HashMap<>(Map.of("code_id", "s1")));
        event.getDetails().putAll(details);
        return event;
    }
}
