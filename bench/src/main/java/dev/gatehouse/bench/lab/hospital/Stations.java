package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.company.Store;
import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.bench.lab.generator.Dice;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The shared stations that a person uses. */
final class Stations {

    /** Stations are installed again in the night after the second Sunday. */
    private static final int INSTALLED = 14;

    private static final double OWN_WARD = 0.85;
    private static final int KEYS_PER_SITE = 1_000;

    private final int person;
    private final Kit kit;
    private final Diary diary;
    private final Dice dice;
    private final int ward;
    private final Map<Integer, Store> stores = new TreeMap<>();
    private final Map<Integer, Store> staying = new TreeMap<>();

    Stations(int person, Kit kit, Diary diary, Dice dice) {
        this.person = person;
        this.kit = kit;
        this.diary = diary;
        this.dice = dice;
        ward = dice.below(Site.WARDS);
    }

    /** One more day passes: a new installation deletes what has stayed on the stations. */
    void age(int day, Consumer<? super CompanyEvent> out) {
        if (day % Site.INSTALLATION == INSTALLED) {
            staying.values().forEach(store -> out.accept(lost(Clock.at(day, 3), store)));
        }
    }

    /** A login at a station, mostly in the own ward. Where profiles are deleted at logout, people log out within minutes. */
    void login(int day, double hour, Site site, Consumer<? super CompanyEvent> out) {
        int place = dice.chance(OWN_WARD) ? ward : dice.below(Site.WARDS);
        int station = place * Site.STATIONS_PER_WARD + dice.below(Site.STATIONS_PER_WARD);
        Store store = store(site, station);
        diary.write(day, hour, site.station(store), new Spot(site.staff(day, person), Where.OFFICE), out);
        if (site.profiles() == Site.Profiles.WIPED) {
            out.accept(lost(Clock.at(day, hour).plusSeconds(120L + dice.below(400)), store));
        }
    }

    private Store store(Site site, int station) {
        int first = site.number() * KEYS_PER_SITE;
        return switch (site.profiles()) {
            case FOLLOWING -> stores.computeIfAbsent(first, key -> kit.freshStore());
            case WIPED -> stores.computeIfAbsent(first + station, key -> kit.freshStore());
            case STAYING -> staying.computeIfAbsent(first + station, key -> kit.freshStore());
        };
    }

    private StoreLost lost(Instant time, Store store) {
        return new StoreLost(time, person, store, Cause.SHARED_WORKSTATION);
    }
}
