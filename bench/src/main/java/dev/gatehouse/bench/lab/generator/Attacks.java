package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.DeviceToken;
import dev.gatehouse.bench.lab.log.Origin;

/** The signals of each kind of attacker. */
final class Attacks {

    /** The share of attackers who use a provider that users have. */
    private static final double VPN_ON_USERS_PROVIDER = 0.005;

    private static final double TARGETED_ON_USERS_PROVIDER = 0.01;

    /** Half of the stolen tokens were used by their owner, and thus rotated, before the thief uses them. */
    private static final double ROTATED = 0.5;

    private static final double MOBILE = 0.25;

    private final RealmPlan plan;
    private final World world;

    Attacks(RealmPlan plan, World world) {
        this.plan = plan;
        this.world = world;
    }

    /** The signals of one attack. */
    record Traces(Origin origin, Client client, DeviceToken token, boolean listed) {}

    Traces traces(Attacker kind, Person victim, double day, Dice dice) {
        Device owned = victim.someDevice(dice).device();
        Country home = victim.home();
        return switch (kind) {
            case NAIVE ->
                of(world.attacking(dice), Provider.Role.HOSTING, popular(dice), DeviceToken.ABSENT, true, day, dice);
            case VPN ->
                of(home, role(VPN_ON_USERS_PROVIDER, dice), popular(dice), DeviceToken.ABSENT, false, day, dice);
            case TARGETED ->
                of(
                        home,
                        role(TARGETED_ON_USERS_PROVIDER, dice),
                        dice.chance(plan.targetedCopies()) ? Market.of(owned.make(), dice) : popular(dice),
                        DeviceToken.ABSENT,
                        false,
                        day,
                        dice);
            case RESIDENTIAL ->
                of(home, Provider.Role.HOME, Market.of(owned.make(), dice), DeviceToken.ABSENT, false, day, dice);
            case VERY_TARGETED ->
                of(victim.someLine(dice).provider(), home, owned, DeviceToken.ABSENT, false, day, dice);
            case STOLEN_TOKEN ->
                of(
                        home,
                        dice.chance(0.5) ? Provider.Role.HOME : Provider.Role.HOSTING,
                        owned,
                        dice.chance(ROTATED) ? DeviceToken.REPLAYED : DeviceToken.PRESENT,
                        false,
                        day,
                        dice);
        };
    }

    /** A popular browser, on a desktop computer more often than users' browsers are: attack tools run there. */
    private static Device popular(Dice dice) {
        return Market.of(dice.chance(MOBILE), dice);
    }

    private static Provider.Role role(double onUsersProvider, Dice dice) {
        return dice.chance(onUsersProvider) ? Provider.Role.HOME : Provider.Role.HOSTING;
    }

    private static Traces of(
            Country country,
            Provider.Role role,
            Device device,
            DeviceToken token,
            boolean listed,
            double day,
            Dice dice) {
        return of(country.provider(role, dice), country, device, token, listed, day, dice);
    }

    private static Traces of(
            Provider provider,
            Country country,
            Device device,
            DeviceToken token,
            boolean listed,
            double day,
            Dice dice) {
        String address = provider.address(provider.anyPrefix(dice), dice);
        Origin origin = new Origin(address, country.code(), "-", country.city(dice), provider.asn());
        return new Traces(origin, device.client(day), token, listed);
    }
}
