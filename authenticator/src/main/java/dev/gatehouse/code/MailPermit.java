package dev.gatehouse.code;

import dev.gatehouse.store.Budget;

/** The permission to send one mail. Made by {@link SecurityCodes}, given back there if the mail does not leave. */
public final class MailPermit {

    private final Binding binding;
    private final Budget.Use gap;
    private final Budget.Use hourly;
    private final boolean firstMailOfCode;

    MailPermit(Binding binding, Budget.Use gap, Budget.Use hourly, boolean firstMailOfCode) {
        this.binding = binding;
        this.gap = gap;
        this.hourly = hourly;
        this.firstMailOfCode = firstMailOfCode;
    }

    Binding binding() {
        return binding;
    }

    Budget.Use gap() {
        return gap;
    }

    Budget.Use hourly() {
        return hourly;
    }

    boolean isFirstMailOfCode() {
        return firstMailOfCode;
    }
}
