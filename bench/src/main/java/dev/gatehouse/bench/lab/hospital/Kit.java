package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.company.Store;
import dev.gatehouse.bench.lab.generator.Dice;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The browsers and apps that a person has. Devices are replaced, and cookies are deleted, in the early morning. */
final class Kit {

    /** What a person may have. Everyone has a phone. */
    enum Item {
        PHONE,
        APP,
        COMPUTER,
        SECOND_BROWSER,
        TABLET,
        WORK,
        SECOND_AT_WORK
    }

    private static final int CLIENTS = 1_000;
    private static final double COMPUTERS = 0.72;
    private static final double TABLETS = 0.13;
    private static final double SECONDS = 0.33;
    private static final double TIDY = 0.2;

    private static final double REPLACED_PER_DAY = 0.0008;
    private static final double OTHER_MODEL = 0.25;
    private static final double REINSTALLED_PER_DAY = 0.003;
    private static final double CLEARED_PER_DAY = 0.002;
    private static final double CLEARED_BY_TIDY_PER_DAY = 0.025;

    private final long seed;
    private final int person;
    private final Role role;
    private final Market home;
    private final Dice dice;
    private final boolean isTidy;
    private final double forgetting;
    private final Map<Item, Client> items = new EnumMap<>(Item.class);
    private int clients;
    private int stores;

    Kit(long seed, int person, Role role, Market home) {
        this.seed = seed;
        this.person = person;
        this.role = role;
        this.home = home;
        dice = Draw.KIT.dice(seed, person);
        isTidy = dice.chance(TIDY);
        forgetting = role == Role.RESEARCHER ? 0.12 : 0.04;
        EnumSet.allOf(Item.class).stream().filter(this::isWanted).forEach(this::buy);
    }

    private boolean isWanted(Item item) {
        return dice.chance(
                switch (item) {
                    case PHONE -> 1;
                    case APP -> role.apps();
                    case COMPUTER -> COMPUTERS;
                    case TABLET -> TABLETS;
                    case WORK -> role.computers();
                    case SECOND_BROWSER -> items.containsKey(Item.COMPUTER) ? SECONDS : 0;
                    case SECOND_AT_WORK -> items.containsKey(Item.WORK) ? SECONDS : 0;
                });
    }

    private void buy(Item item) {
        boolean isForgetting = item != Item.APP && item != Item.WORK && dice.chance(forgetting);
        items.put(item, new Client(model(item), updates(item), freshStore(), kind(item), isForgetting));
    }

    private Model model(Item item) {
        return switch (item) {
            case PHONE -> Model.phone(home, dice);
            case APP -> modelOf(Item.PHONE).app();
            case COMPUTER -> Model.privateComputer(dice);
            case SECOND_BROWSER -> modelOf(Item.COMPUTER).second();
            case TABLET -> Model.tablet(dice);
            case WORK -> role == Role.RESEARCHER ? Model.researchComputer(dice) : Model.EDGE;
            case SECOND_AT_WORK -> modelOf(Item.WORK).second();
        };
    }

    private Model modelOf(Item item) {
        return get(item).orElseThrow().model();
    }

    private static Client.Kind kind(Item item) {
        return switch (item) {
            case APP -> Client.Kind.APP;
            case WORK, SECOND_AT_WORK -> Client.Kind.WORK;
            default -> Client.Kind.OWN;
        };
    }

    private Updates updates(Item item) {
        long number = (long) person * CLIENTS + clients++;
        return item == Item.WORK && role != Role.RESEARCHER
                ? Updates.managed(seed, number, Draw.between(dice, 6, 16))
                : Updates.own(seed, number, dice);
    }

    /** A store that was never used. */
    Store freshStore() {
        return new Store(person, stores++);
    }

    Optional<Client> get(Item item) {
        return Optional.ofNullable(items.get(item));
    }

    Client phone() {
        return get(Item.PHONE).orElseThrow();
    }

    /** A computer of someone else, used this once. */
    Client borrowed() {
        return new Client(
                Model.privateComputer(dice), updates(Item.COMPUTER), freshStore(), Client.Kind.BORROWED, false);
    }

    /** Whether the person still has it. */
    boolean contains(Client client) {
        return items.containsValue(client);
    }

    /** One more day passes. */
    void age(int day, Consumer<? super CompanyEvent> out) {
        replace(Set.of(Item.PHONE, Item.APP), day, out);
        replace(Set.of(Item.COMPUTER, Item.SECOND_BROWSER), day, out);
        replace(Set.of(Item.WORK, Item.SECOND_AT_WORK), day, out);
        items.forEach((item, client) -> {
            if (client.isApp()) {
                lose(client, REINSTALLED_PER_DAY, Cause.REINSTALLED, day, out);
            } else if (!client.isForgetting()) {
                lose(client, isTidy ? CLEARED_BY_TIDY_PER_DAY : CLEARED_PER_DAY, Cause.CLEARED, day, out);
            }
        });
    }

    private void lose(Client client, double chance, Cause cause, int day, Consumer<? super CompanyEvent> out) {
        if (dice.chance(chance)) {
            out.accept(new StoreLost(Clock.at(day, Draw.between(dice, 4, 5)), person, client.store(), cause));
        }
    }

    private void replace(Set<Item> device, int day, Consumer<? super CompanyEvent> out) {
        if (!dice.chance(REPLACED_PER_DAY)) {
            return;
        }
        boolean isOther = dice.chance(OTHER_MODEL);
        for (Item item : EnumSet.copyOf(device)) {
            get(item).ifPresent(old -> {
                lose(old, 1, Cause.NEW_DEVICE, day, out);
                Model model = isOther || item == Item.APP ? model(item) : old.model();
                items.put(item, new Client(model, updates(item), old.store(), old.kind(), old.isForgetting()));
            });
        }
    }
}
