package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.Attacker;
import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.Attack;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The events of a hospital's log, for tests. */
final class Events {

    static final int PEOPLE = 500;
    static final int DAYS = 180;

    /** The log that most tests look at. */
    static final List<CompanyEvent> ALL = of(new HospitalLog(1, PEOPLE, DAYS));

    private Events() {}

    static List<CompanyEvent> of(HospitalLog log) {
        List<CompanyEvent> events = new ArrayList<>();
        log.forEach(events::add);
        return events;
    }

    static <T extends CompanyEvent> List<T> all(Class<T> type) {
        return ALL.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static List<Attack> attacks(Attacker kind) {
        return all(Attack.class).stream()
                .filter(attack -> attack.kind() == kind)
                .toList();
    }

    static Map<Integer, List<OwnLogin>> loginsOfPeople() {
        return all(OwnLogin.class).stream()
                .collect(Collectors.groupingBy(OwnLogin::person, TreeMap::new, Collectors.toList()));
    }

    static int day(CompanyEvent event) {
        return (int) Duration.between(CompanyLog.START, event.time()).toDays();
    }

    static <T> double share(List<T> all, Predicate<? super T> predicate) {
        return (double) all.stream().filter(predicate).count() / all.size();
    }
}
