package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.company.CompanyEvent.Attack;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All events of a log, and what tests count in them. */
record Events(List<CompanyEvent> all) {

    static Events of(CompanyPlan plan) {
        List<CompanyEvent> events = new ArrayList<>();
        new CompanyLog(plan).forEach(events::add);
        return new Events(List.copyOf(events));
    }

    List<OwnLogin> logins() {
        return of(OwnLogin.class);
    }

    List<Attack> attacks() {
        return of(Attack.class);
    }

    List<StoreLost> losses() {
        return of(StoreLost.class);
    }

    private <E> List<E> of(Class<E> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The logins of each person, in the order of time. */
    Map<Integer, List<OwnLogin>> byPerson() {
        return logins().stream()
                .collect(Collectors.groupingBy(OwnLogin::person, LinkedHashMap::new, Collectors.toList()));
    }

    double share(Predicate<OwnLogin> which) {
        return share(logins(), which);
    }

    /** The share of people with such a login. */
    double shareOfPeople(Predicate<List<OwnLogin>> which) {
        return share(List.copyOf(byPerson().values()), which);
    }

    static <E> double share(List<E> of, Predicate<E> which) {
        return of.stream().filter(which).count() / (double) of.size();
    }

    /** Of the logins of this kind that have one before of the same person and kind, the share with another prefix. */
    double changedPrefixes(Predicate<OwnLogin> which) {
        int changed = 0;
        int pairs = 0;
        for (List<OwnLogin> logins : byPerson().values()) {
            List<OwnLogin> chosen = logins.stream().filter(which).toList();
            for (int i = 1; i < chosen.size(); i++) {
                pairs++;
                changed += prefix(chosen.get(i)).equals(prefix(chosen.get(i - 1))) ? 0 : 1;
            }
        }
        return changed / (double) pairs;
    }

    static String prefix(OwnLogin login) {
        return login.network().prefix();
    }

    /** Days from the start of the log. */
    static double day(Instant time) {
        return Duration.between(CompanyLog.START, time).toMillis() / 86_400_000.0;
    }

    /** The longest time between two logins in a row, in days. */
    static double longestGap(List<OwnLogin> logins) {
        double longest = 0;
        for (int i = 1; i < logins.size(); i++) {
            longest = Math.max(
                    longest, day(logins.get(i).time()) - day(logins.get(i - 1).time()));
        }
        return longest;
    }
}
