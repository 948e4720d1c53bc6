package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.store.RateLimit;

/** The permission to send one mail. Made by {@link EmailOtpService}, given back there if the mail does not leave. */
public final class SendPermit {

    private final OtpBinding binding;
    private final RateLimit.Permit gap;
    private final RateLimit.Permit hourly;
    private final boolean firstMailOfCode;

    SendPermit(OtpBinding binding, RateLimit.Permit gap, RateLimit.Permit hourly, boolean firstMailOfCode) {
        this.binding = binding;
        this.gap = gap;
        this.hourly = hourly;
        this.firstMailOfCode = firstMailOfCode;
    }

    OtpBinding binding() {
        return binding;
    }

    RateLimit.Permit gap() {
        return gap;
    }

    RateLimit.Permit hourly() {
        return hourly;
    }

    boolean isFirstMailOfCode() {
        return firstMailOfCode;
    }
}
