package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.company.CompanyEvent.Attack;
import dev.gatehouse.bench.lab.company.Device.Family;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The attackers: whom they attack when, from where and with which client. */
final class Attacks {

    private static final int SEED = 2003;
    private static final List<String> NEIGHBOURS = List.of("DE", "BE", "GB", "FR", "ES", "US");
    private static final List<String> HOSTILE = List.of("RU", "NG", "BR", "VN", "IN");
    private static final List<Family> POPULAR =
            List.of(Family.CHROME_WINDOWS, Family.CHROME_WINDOWS, Family.CHROME_MAC);
    private static final double OUTDATED_DAYS = 280;
    private static final double MORE_OUTDATED_DAYS = 280;

    /** Attacks begin when the server has learned something, and people have. */
    private static final int FIRST_DAY = 30;

    private static final int DAYS_AFTER_JOINING = 14;
    private static final int NEWCOMER_DAYS = 7;
    private static final Set<Attacker> OF_NEWCOMERS = Set.of(Attacker.SAME_ISP, Attacker.RESIDENTIAL);

    /** Probability on each of the six days after a newcomer's first, for each of these kinds: about one attack each. */
    private static final double NEWCOMER = 1.0 / (NEWCOMER_DAYS - 1);

    private final CompanyPlan plan;
    private final Internet internet;

    Attacks(CompanyPlan plan, Internet internet) {
        this.plan = plan;
        this.internet = internet;
    }

    /** The attacks on this person on this day. */
    void on(Person victim, int day, Consumer<? super CompanyEvent> events) {
        boolean isNew = plan.attacks() > 0
                && victim.joins() >= FIRST_DAY
                && day > victim.joins()
                && day < victim.joins() + NEWCOMER_DAYS;
        if (!isNew && (day < FIRST_DAY || day < victim.joins() + DAYS_AFTER_JOINING)) {
            return;
        }
        Dice dice = Dice.of(plan.seed(), SEED, victim.number() * (long) LogSize.MOST_DAYS + day);
        for (Attacker kind : Attacker.values()) {
            double probability = !isNew ? plan.attacks() : OF_NEWCOMERS.contains(kind) ? NEWCOMER : 0;
            if (dice.chance(probability)) {
                double time = day + dice.uniform();
                Network network = network(kind, victim, dice);
                UserAgent userAgent = userAgent(kind, victim, time, dice);
                events.accept(new Attack(CompanyLog.instant(time), victim.number(), kind, network, userAgent, isNew));
            }
        }
    }

    private Network network(Attacker kind, Person victim, Dice dice) {
        return switch (kind) {
            case NAIVE ->
                dice.chance(0.5)
                        ? internet.consumer(dice.oneOf(HOSTILE), dice)
                        : internet.server(dice.oneOf(NEIGHBOURS), dice);
            case STUFFING ->
                dice.chance(0.5)
                        ? internet.server(dice.chance(0.3) ? Internet.MAIN : dice.oneOf(NEIGHBOURS), dice)
                        : internet.consumer(dice.chance(0.5) ? dice.oneOf(HOSTILE) : NEIGHBOURS.get(0), dice);
            case VPN -> internet.vpn(Internet.anyVpn(dice), dice);
            case AITM -> internet.server(Internet.MAIN, dice);
            case RESIDENTIAL -> internet.consumer(Internet.MAIN, dice);
            case SAME_ISP -> internet.line(victim.whereabouts().provider(), dice.chance(0.5), dice);
            case CARRIER -> internet.carrier(victim.whereabouts().carrier(), dice);
            case INSIDER -> victim.whereabouts().office();
        };
    }

    private static UserAgent userAgent(Attacker kind, Person victim, double time, Dice dice) {
        Belongings belongings = victim.belongings();
        return switch (kind) {
            case NAIVE, VPN -> popular(time, dice);
            case STUFFING ->
                dice.chance(0.7)
                        ? popular(time, dice)
                        : new Device(Family.CHROME_LINUX, OUTDATED_DAYS + MORE_OUTDATED_DAYS * dice.uniform())
                                .userAgent(time);
            case AITM -> dice.chance(0.5) ? belongings.workUserAgent(time) : belongings.homeUserAgent(time);
            case RESIDENTIAL, SAME_ISP -> likeVictim(belongings, time, dice);
            case CARRIER ->
                dice.chance(0.6)
                        ? belongings.phoneUserAgent(time)
                        : Device.newest(dice.chance(0.5) ? Family.CHROME_ANDROID : Family.SAFARI_IPHONE)
                                .userAgent(time);
            case INSIDER ->
                (dice.chance(0.7) ? Device.newest(Family.EDGE_WINDOWS) : Device.of(Family.EDGE_WINDOWS, dice))
                        .userAgent(time);
        };
    }

    private static UserAgent popular(double time, Dice dice) {
        return Device.newest(dice.oneOf(POPULAR)).userAgent(time);
    }

    /** A browser of the victim mostly, family and version; otherwise a popular one. */
    private static UserAgent likeVictim(Belongings belongings, double time, Dice dice) {
        if (belongings.hasApp() && dice.chance(0.5)) {
            return belongings.phoneUserAgent(time);
        }
        return dice.chance(0.8) ? belongings.homeUserAgent(time) : popular(time, dice);
    }
}
