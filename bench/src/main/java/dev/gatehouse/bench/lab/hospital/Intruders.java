package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.Attacker;
import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.Attack;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.util.List;
import java.util.function.Consumer;

/** Attackers who know passwords, as {@link Attacker} describes them. */
final class Intruders {

    private static final int FIRST_DAY = 30;
    private static final double PER_DAY = 0.03;
    private static final int DAYS = 100_000;
    private static final int KINDS = 100;
    private static final int LEAST_OUTDATED = 170;
    private static final int MOST_OUTDATED = 1_100;
    private static final double OUTDATED = 0.5;

    /** Those who try newcomers too, in their first week. */
    private static final List<Attacker> OF_NEWCOMERS = List.of(Attacker.RESIDENTIAL, Attacker.SAME_ISP);

    private final long seed;
    private final Origins origins;

    Intruders(long seed, World world) {
        this.seed = seed;
        origins = new Origins(world);
    }

    /** Attacks the account of the victim, perhaps, with what could be known on the evening before. */
    void on(Employee victim, int day, Consumer<? super CompanyEvent> out) {
        if (day < FIRST_DAY) {
            return;
        }
        boolean isNewcomer = victim.isInFirstWeek(day);
        if (!isNewcomer && !victim.isSettled(day)) {
            return;
        }
        for (Attacker kind : isNewcomer ? OF_NEWCOMERS : List.of(Attacker.values())) {
            long number = ((long) victim.number() * DAYS + day) * KINDS + kind.ordinal();
            Dice dice = Draw.ATTACK.dice(seed, number);
            if (dice.chance(PER_DAY)) {
                out.accept(new Attack(
                        Clock.at(day, hour(kind, dice)),
                        victim.number(),
                        kind,
                        network(kind, victim, day, dice),
                        browser(kind, victim, day, dice),
                        isNewcomer));
            }
        }
    }

    /** Colleagues attack while they are at work, phishing needs a victim who is awake, and others come at any time. */
    private static double hour(Attacker kind, Dice dice) {
        return switch (kind) {
            case INSIDER -> Draw.between(dice, 6.5, 21);
            case AITM, CARRIER -> Draw.between(dice, 7, 23);
            default -> Draw.between(dice, 2, 26);
        };
    }

    private Network network(Attacker kind, Employee victim, int day, Dice dice) {
        Places places = victim.places();
        Market market = places.market(day);
        return switch (kind) {
            case NAIVE -> origins.typical(dice);
            case STUFFING -> origins.hijacked(dice);
            case VPN -> places.anyVpn(day, dice);
            case AITM -> dice.oneOf(market.hosts()).anyLine(dice);
            case RESIDENTIAL -> market.line(dice).anyLine(dice);
            case SAME_ISP -> places.provider(day).anyLine(dice);
            case CARRIER ->
                Sim.of(seed, -1 - dice.below(Integer.MAX_VALUE), places.sim().carrier(), dice)
                        .network(day, dice);
            case INSIDER -> victim.site(day).staff(day, dice.below(DAYS));
        };
    }

    private UserAgent browser(Attacker kind, Employee victim, int day, Dice dice) {
        return switch (kind) {
            case NAIVE -> newest(Model.privateComputer(dice), day);
            case STUFFING ->
                dice.chance(OUTDATED)
                        ? newest(Model.privateComputer(dice), day - LEAST_OUTDATED - dice.below(MOST_OUTDATED))
                        : recent(Model.privateComputer(dice), day, dice);
            case VPN -> recent(Model.privateComputer(dice), day, dice);
            case AITM -> victim.browser(dice).userAgent(day);
            case RESIDENTIAL, SAME_ISP -> recent(victim.browser(dice).model(), day, dice);
            case CARRIER -> recent(victim.phone().model(), day, dice);
            case INSIDER -> victim.site(day).standardBrowser(day);
        };
    }

    /** The browser in the version that was the newest on a day, perhaps long before the attack. */
    private static UserAgent newest(Model model, int day) {
        return model.userAgent(model.family().newest(day));
    }

    /** The browser in the version that an attacker has, who updates it as most people do. */
    private UserAgent recent(Model model, int day, Dice dice) {
        Updates updates = Updates.own(seed, -1_000L - dice.below(Integer.MAX_VALUE), dice);
        return model.userAgent(model.family().version(day, updates));
    }
}
