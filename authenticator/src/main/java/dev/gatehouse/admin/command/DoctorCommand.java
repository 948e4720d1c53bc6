package dev.gatehouse.admin.command;

import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Shows what the doctor finds in realms. */
final class DoctorCommand {

    private static final String HOLES_HEADER = "Gatehouse-Holes";

    private final AdminClient server;
    private final List<String> realms;
    private final PrintStream out;

    DoctorCommand(AdminClient server, List<String> realms, PrintStream out) {
        this.server = server;
        this.realms = List.copyOf(realms);
        this.out = out;
    }

    /**
     * Shows the findings of all realms.
     *
     * @return the exit status: 1 if one of them has a hole
     */
    int run() {
        long holes = realms.stream().mapToLong(this::show).sum();
        return holes == 0 ? 0 : 1;
    }

    private long show(String realm) {
        HttpResponse<String> answer =
                server.call("GET", "/" + AdminClient.segment(realm) + "/gatehouse/doctor", Map.of());
        out.print(answer.body());
        return answer.headers().firstValueAsLong(HOLES_HEADER).orElse(0);
    }
}
