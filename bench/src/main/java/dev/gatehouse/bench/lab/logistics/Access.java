package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.bench.lab.logistics.Client.Kind;
import dev.gatehouse.risk.model.Network;
import java.util.function.Supplier;

/** The ways by which somebody reaches the Internet. */
final class Access {

    /** Where somebody is. */
    enum Post {
        SITE,
        HOME,
        /** In the home country, on a truck or on the way. */
        ROAD,
        ABROAD
    }

    /** What a phone does abroad. */
    enum Sim {
        /** Roams: the traffic goes through the home country. */
        ROAMING,
        /** A SIM card that uses a carrier of each country. */
        LOCAL,
        /** {@link Lines#HUB}, at home too. */
        HUB
    }

    /** A network and how it is reached. */
    record Link(Network network, Where where) {}

    private static final int NO_DAY = -1;

    private final Dice dice;
    private final Site site;
    private final String country;
    private final Sim sim;
    private final HomeLine line;
    private final Provider carrier;
    private final int region;
    private final boolean hasTunnel;
    private final boolean hasVpn;
    private final boolean hasRelay;

    private int carrierDay = NO_DAY;
    private Network carrierNetwork;

    Access(Dice dice, Job job, Site site, String country, Sim sim) {
        this.dice = dice;
        this.site = site;
        this.country = country;
        this.sim = sim;
        region = site.number() * 3 + dice.below(3);
        line = new HomeLine(dice, country, region);
        carrier = sim == Sim.HUB ? Lines.HUB : dice.oneOf(Lines.carriers(country));
        carrierNetwork = carrier.near(dice, region);
        hasTunnel = job.isInOffice() && dice.chance(0.3);
        hasVpn = dice.chance(job.isInOffice() ? 0.2 : 0.08);
        hasRelay = dice.chance(0.3);
    }

    /** A way from this post. */
    Link from(Post post, Client client, int day, Route route) {
        boolean isMobile = client.kind().isMobile();
        return switch (post) {
            case SITE -> atSite(client.kind(), day);
            case HOME -> {
                if (!isMobile && hasTunnel && dice.chance(0.85)) {
                    yield new Link(Site.tunnel(), Where.OFFICE);
                }
                boolean isOnLine = dice.chance(isMobile ? 0.6 : 0.95);
                yield hidden(
                        client,
                        () -> isOnLine
                                ? new Link(line.at(day, client.store().number()), Where.HOME)
                                : new Link(mobile(day), Where.CARRIER));
            }
            case ROAD -> hidden(client, () -> new Link(mobile(day), Where.CARRIER));
            case ABROAD -> abroad(client, day, route);
        };
    }

    private Link atSite(Kind kind, int day) {
        if (kind.isMobile()) {
            return dice.chance(0.5) ? new Link(site.guests(), Where.OFFICE) : new Link(mobile(day), Where.CARRIER);
        }
        boolean isGuest = kind == Kind.LAPTOP && dice.chance(0.08);
        return new Link(isGuest ? site.guests() : site.network(day), Where.OFFICE);
    }

    private Link abroad(Client client, int day, Route route) {
        boolean isMobile = client.kind().isMobile();
        if (!isMobile && hasTunnel && dice.chance(0.85)) {
            return new Link(Site.tunnel(), Where.OFFICE);
        }
        if (dice.chance(isMobile ? 0.18 : 0.75)) {
            return new Link(Lines.wifi(route.country()).at(route.stop(), dice.below(2)), Where.HOTEL);
        }
        return switch (sim) {
            // Traffic from abroad enters the Internet at the carrier's centre.
            case ROAMING -> new Link(carrier.near(dice, 0), Where.ROAMING);
            case LOCAL -> new Link(dice.oneOf(Lines.carriers(route.country())).near(dice, route.stop()), Where.CARRIER);
            case HUB -> new Link(carrier.any(dice), Where.CARRIER);
        };
    }

    /** The link, or what hides it. */
    private Link hidden(Client client, Supplier<Link> link) {
        if (hasVpn && client.kind() != Kind.APP && dice.chance(0.4)) {
            return new Link(Lines.vpn(dice, country).any(dice), Where.VPN);
        }
        if (hasRelay && client.kind() == Kind.PHONE && client.software() == Software.IPHONE) {
            return new Link(Lines.relay(dice, country).any(dice), Where.RELAY);
        }
        return link.get();
    }

    /** The address of the phone; it stays for hours, not for days. */
    private Network mobile(int day) {
        if (day != carrierDay || dice.chance(0.4)) {
            carrierNetwork = carrier.near(dice, region);
            carrierDay = day;
        }
        return carrierNetwork;
    }

    HomeLine line() {
        return line;
    }

    /** The carrier of the phone in the home country. */
    Provider carrier() {
        return carrier;
    }
}
