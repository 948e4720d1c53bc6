package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.company.Store;
import dev.gatehouse.bench.lab.generator.Dice;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The logins of a person, and what happens to the store afterwards. */
final class Diary {

    private static final double SECRETIVE = 0.07;
    private static final double PRIVATE_WINDOW = 0.35;
    private static final double LOST_ANSWER = 0.005;
    private static final int REMEMBERED = 12;

    private final int person;
    private final Dice dice;
    private final boolean isSecretive;
    private final Store privateWindow;
    private final Deque<Client> recent = new ArrayDeque<>();
    private boolean isEmpty = true;

    Diary(int person, Kit kit, Dice dice) {
        this.person = person;
        this.dice = dice;
        isSecretive = dice.chance(SECRETIVE);
        privateWindow = kit.freshStore();
    }

    /** A login at this hour of the day. */
    void write(int day, double hour, Client client, Spot spot, Consumer<? super CompanyEvent> out) {
        Instant time = Clock.at(day, hour);
        boolean isPrivate = isSecretive && client.kind() == Client.Kind.OWN && dice.chance(PRIVATE_WINDOW);
        Client used = isPrivate ? client.in(privateWindow) : client;
        boolean isLost = used.isApp() && dice.chance(LOST_ANSWER);
        out.accept(login(time, day, used, spot, isLost));
        while (isLost) {
            time = time.plusSeconds(4 + dice.below(40));
            isLost = dice.chance(LOST_ANSWER);
            out.accept(login(time, day, used, spot, isLost));
        }
        if (isPrivate) {
            lose(time, 2, 30, used, Cause.PRIVATE_WINDOW, out);
        } else if (used.isForgetting()) {
            lose(time, 10, 300, used, Cause.EXIT, out);
        }
        remember(client);
    }

    private OwnLogin login(Instant time, int day, Client client, Spot spot, boolean isLost) {
        boolean isShared = client.kind() == Client.Kind.SHARED;
        return new OwnLogin(
                time,
                person,
                spot.network(),
                client.userAgent(day),
                client.store(),
                isShared,
                client.isApp(),
                isLost,
                spot.where());
    }

    private void lose(Instant login, int from, int to, Client client, Cause cause, Consumer<? super CompanyEvent> out) {
        Instant time = login.plusSeconds(60L * (from + dice.below(to - from)));
        out.accept(new StoreLost(time, person, client.store(), cause));
    }

    private void remember(Client client) {
        isEmpty = false;
        if (client.isApp() || client.kind() == Client.Kind.BORROWED) {
            return;
        }
        recent.addLast(client);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
    }

    /** Whether the person has never logged in. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** The browsers of the last logins, as often as they were used. */
    List<Client> recentBrowsers() {
        return List.copyOf(recent);
    }
}
