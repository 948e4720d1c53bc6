package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.store.RateLimit;

/** A permit to send one email. Created by {@link EmailOtpService}, refunded there if sending fails. */
public final class SendPermit {

    private final OtpBinding binding;
    private final RateLimit.Permit gap;
    private final RateLimit.Permit hourly;
    private final boolean firstEmailOfCode;

    SendPermit(OtpBinding binding, RateLimit.Permit gap, RateLimit.Permit hourly, boolean firstEmailOfCode) {
        this.binding = binding;
        this.gap = gap;
        this.hourly = hourly;
        this.firstEmailOfCode = firstEmailOfCode;
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

    /** Whether the email has a new code; otherwise it repeats the one that is still valid. */
    public boolean isFirstEmailOfCode() {
        return firstEmailOfCode;
    }
}
