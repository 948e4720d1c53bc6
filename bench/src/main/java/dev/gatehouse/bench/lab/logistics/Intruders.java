package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.company.Attacker;
import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.Attack;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Attackers who know a password. */
final class Intruders {

    private static final int KIND = 703;
    private static final double ATTACKS = 0.03;
    private static final int FIRST_DAY = 30;
    private static final int TWO_WEEKS = 14;
    private static final Set<Attacker> ON_NEWCOMERS = EnumSet.of(Attacker.SAME_ISP, Attacker.RESIDENTIAL);
    private static final List<Software> POPULAR = List.of(
            Software.CHROME, Software.CHROME, Software.CHROME, Software.EDGE, Software.IPHONE, Software.CHROME_PHONE);

    private final long seed;

    Intruders(long seed) {
        this.seed = seed;
    }

    /** The attacks on somebody on this day, by those who know the days before it. */
    void attack(Worker victim, int day, Consumer<CompanyEvent> log) {
        if (day < FIRST_DAY || !victim.isEmployed(day)) {
            return;
        }
        Dice dice = Dice.of(seed, KIND, victim.number() * 10_000L + day);
        boolean isOnNewcomer = victim.isInFirstWeek(day) && victim.daysKnown(day) > 0;
        for (Attacker kind : Attacker.values()) {
            boolean isPossible = isOnNewcomer ? ON_NEWCOMERS.contains(kind) : victim.daysKnown(day) >= TWO_WEEKS;
            if (isPossible && dice.chance(ATTACKS)) {
                log.accept(new Attack(
                        LogisticsLog.instant(day + hour(kind, victim, dice) / 24),
                        victim.number(),
                        kind,
                        network(kind, victim, day, dice),
                        userAgent(kind, victim, day, dice),
                        isOnNewcomer));
            }
        }
    }

    /** Who passes a login on, or sits in the office, does so when the victim works; others avoid the night, if they think at all. */
    private static double hour(Attacker kind, Worker victim, Dice dice) {
        Job job = victim.job();
        return switch (kind) {
            case AITM, INSIDER -> job.begin + job.hours * dice.uniform();
            case NAIVE, STUFFING -> 24 * dice.uniform();
            case VPN, RESIDENTIAL, SAME_ISP, CARRIER -> 4 + 18 * dice.uniform();
        };
    }

    private static Network network(Attacker kind, Worker victim, int day, Dice dice) {
        String country = victim.country();
        Provider provider =
                switch (kind) {
                    case NAIVE -> Lines.far(dice);
                    case STUFFING -> stuffing(dice);
                    case VPN -> Lines.vpn(dice, country);
                    case AITM -> Lines.hosting(country);
                    case RESIDENTIAL -> dice.oneOf(Lines.lines(country));
                    case SAME_ISP -> victim.access().line().provider();
                    case CARRIER -> victim.access().carrier();
                    case INSIDER -> Lines.business(victim.site().country());
                };
        return kind == Attacker.INSIDER ? victim.site().network(day) : provider.any(dice);
    }

    /** Half from servers anywhere, half from lines whose owners know nothing of it. */
    private static Provider stuffing(Dice dice) {
        String country = dice.oneOf(Lines.HOMES);
        return dice.chance(0.5)
                ? Lines.hosting(dice.chance(0.4) ? country : Lines.flight(dice))
                : dice.chance(0.3) ? dice.oneOf(Lines.lines(country)) : Lines.far(dice);
    }

    private static UserAgent userAgent(Attacker kind, Worker victim, int day, Dice dice) {
        return switch (kind) {
            case NAIVE -> Software.CHROME.on(day);
            case STUFFING -> {
                Software popular = dice.oneOf(POPULAR);
                yield dice.chance(0.5) ? popular.on(day) : popular.behind(day, 4 + dice.below(30));
            }
            case VPN -> dice.oneOf(POPULAR).on(day);
            case AITM -> victim.equipment().browser(dice).userAgent(day);
            case RESIDENTIAL, SAME_ISP -> current(victim.equipment().browser(dice), day, dice);
            case CARRIER -> current(victim.equipment().phone(), day, dice);
            // Computers of the company get an update some days after its release.
            case INSIDER -> Software.EDGE.on(day - 8);
        };
    }

    /** The same browser on the same system, in the newest version or the one before. */
    private static UserAgent current(Client client, int day, Dice dice) {
        return client.software().behind(day, dice.chance(0.65) ? 0 : 1);
    }
}
