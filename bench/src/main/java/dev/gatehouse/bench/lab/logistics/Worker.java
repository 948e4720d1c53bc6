package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.bench.lab.logistics.Access.Link;
import dev.gatehouse.bench.lab.logistics.Access.Post;
import dev.gatehouse.bench.lab.logistics.Access.Sim;
import dev.gatehouse.bench.lab.logistics.Client.Kind;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Somebody with an account. */
final class Worker {

    private static final int KIND = 702;
    private static final double FORTNIGHT = 1 / 14.0;
    private static final double LOST_ANSWER = 0.005;
    private static final double NEW_DEVICE = 1 / 700.0;
    private static final double REINSTALLED = 1 / 250.0;
    private static final double LEISURE_BEGINS = 6;
    private static final double LEISURE_HOURS = 15;
    private static final double MINUTES_PER_HOUR = 60;
    private static final double SECONDS_PER_HOUR = 3600;
    /** From early to late and to the night. */
    private static final double SHIFT = 7.4;

    private final int number;
    private final Dice dice;
    private final Job job;
    private final Site site;
    private final String country;
    private final Contract contract;
    private final Equipment equipment;
    private final Access access;
    private final Route route;
    private final boolean isRare;
    private final double logins;
    private final double clearing;
    private final int rota;
    private int firstLogin = Integer.MAX_VALUE;

    Worker(long seed, List<Site> sites, int number, int days) {
        this.number = number;
        dice = Dice.of(seed, KIND, number);
        job = dice.weighted(List.of(Job.values()), kind -> kind.share);
        site = job.isInOffice() && dice.chance(0.7) ? sites.get(0) : dice.oneOf(sites);
        // Some live on the other side of the border.
        country = dice.chance(0.12) ? dice.oneOf(Lines.HOMES) : site.country();
        contract = Contract.of(dice, job, days);
        Sim sim = job != Job.LONG_HAUL || dice.chance(0.5) ? Sim.ROAMING : dice.chance(0.7) ? Sim.LOCAL : Sim.HUB;
        equipment = new Equipment(dice, number, job, site, sim == Sim.LOCAL);
        access = new Access(dice, job, site, country, sim);
        route = new Route(dice, job, country);
        isRare = dice.chance(job.rare);
        logins = job.logins * (0.5 + dice.uniform());
        clearing = dice.chance(0.15) ? 1 / 25.0 : 1 / 250.0;
        rota = dice.below(7);
    }

    /** Lives this day; days must be given in order. */
    void live(int day, Consumer<CompanyEvent> log) {
        if (!contract.isEmployed(day)) {
            return;
        }
        boolean isAway = contract.isAway(day);
        boolean isAtWork = !isAway && isWorkday(day);
        route.advance(day, isAway);
        access.line().perhapsMove(day);
        double begin = isAtWork ? begin(day) : LEISURE_BEGINS;
        lose(day + (begin - 0.4) / 24, log);
        int count = count(day, isAtWork);
        double slot = (isAtWork ? job.hours : LEISURE_HOURS) / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            login(day, begin + slot * (i + dice.uniform() / 2), isAtWork, log);
        }
    }

    private boolean isWorkday(int day) {
        if (day == contract.joins()) {
            return true;
        }
        int weekday = (job.isInShifts() ? day + rota : day) % 7;
        return weekday < 5 && !dice.chance(0.04);
    }

    private double begin(int day) {
        return job.isInShifts() ? job.begin + (day / 7 + rota) % 3 * SHIFT : job.begin + dice.uniform();
    }

    private int count(int day, boolean isAtWork) {
        if (day == contract.joins()) {
            return 1 + dice.below(2);
        }
        if (isRare) {
            return dice.chance(FORTNIGHT) ? 1 : 0;
        }
        double mean = isAtWork ? logins : job.offDuty;
        int most = 2 * (int) Math.ceil(mean);
        int count = 0;
        for (int i = 0; i < most; i++) {
            count += dice.chance(mean / most) ? 1 : 0;
        }
        return count;
    }

    private void login(int day, double hour, boolean isAtWork, Consumer<CompanyEvent> log) {
        Post post = post(day, isAtWork);
        Client client = equipment.pick(post);
        Link link = access.from(post, client, day, route);
        boolean isByApp = client.kind() == Kind.APP;
        boolean isLost = isByApp && dice.chance(LOST_ANSWER);
        double time = day + hour / 24;
        log.accept(login(time, client, day, link, isLost));
        if (isLost) {
            log.accept(login(time + (15 + 60 * dice.uniform()) / SECONDS_PER_HOUR / 24, client, day, link, false));
        }
        client.use();
        firstLogin = Math.min(firstLogin, day);
        double end = time + (3 + 15 * dice.uniform()) / MINUTES_PER_HOUR / 24;
        client.ending().ifPresent(cause -> log.accept(lost(end, client, cause)));
    }

    private OwnLogin login(double time, Client client, int day, Link link, boolean isLost) {
        return new OwnLogin(
                LogisticsLog.instant(time),
                number,
                link.network(),
                client.userAgent(day),
                client.store(),
                client.kind() == Kind.TERMINAL,
                client.kind() == Kind.APP,
                isLost,
                link.where());
    }

    private StoreLost lost(double time, Client client, Cause cause) {
        return new StoreLost(LogisticsLog.instant(time), number, client.store(), cause);
    }

    private Post post(int day, boolean isAtWork) {
        if (day == contract.joins()) {
            return Post.SITE;
        }
        if (route.isAbroad()) {
            return Post.ABROAD;
        }
        if (!isAtWork) {
            return dice.chance(0.9) ? Post.HOME : Post.ROAD;
        }
        if (job.isDriver()) {
            return dice.chance(0.15) ? Post.SITE : Post.ROAD;
        }
        // Two days at home, the same ones in most weeks.
        boolean isHomeDay = (day % 7 + rota) % 5 < 2;
        return job == Job.OFFICE && isHomeDay != dice.chance(0.1) ? Post.HOME : Post.SITE;
    }

    /** What happens to stores before the day begins. */
    private void lose(double time, Consumer<CompanyEvent> log) {
        if (dice.chance(NEW_DEVICE)) {
            Software phone = equipment.phone().software();
            Software other = phone == Software.TRUCK_TABLET || dice.chance(0.85) ? phone : Software.phone(dice, 0.4);
            renew(client -> client.kind() == Kind.PHONE, other, time, log);
            renew(client -> client.kind() == Kind.APP, Software.app(other), time, log);
        }
        for (Client client : equipment.all()) {
            boolean isApp = client.kind() == Kind.APP;
            boolean isComputer = client.kind() == Kind.DESK || client.kind() == Kind.LAPTOP;
            if (isComputer && dice.chance(NEW_DEVICE)) {
                renew(client::equals, client.software(), time, log);
            } else if (client.logins() > 0 && dice.chance(isApp ? REINSTALLED : clearing)) {
                log.accept(lost(time, client, isApp ? Cause.REINSTALLED : Cause.CLEARED));
            }
        }
    }

    private void renew(Predicate<Client> which, Software software, double time, Consumer<CompanyEvent> log) {
        equipment.all().stream().filter(which).forEach(client -> {
            client.replace(software, dice);
            log.accept(lost(time, client, Cause.NEW_DEVICE));
        });
    }

    boolean isEmployed(int day) {
        return contract.isEmployed(day);
    }

    /** Days since the first login before this day; negative if there was none. */
    int daysKnown(int day) {
        return firstLogin < day ? day - firstLogin : -1;
    }

    boolean isInFirstWeek(int day) {
        return contract.isNewcomer() && day - contract.joins() < 7;
    }

    int number() {
        return number;
    }

    Job job() {
        return job;
    }

    Site site() {
        return site;
    }

    String country() {
        return country;
    }

    Equipment equipment() {
        return equipment;
    }

    Access access() {
        return access;
    }
}
