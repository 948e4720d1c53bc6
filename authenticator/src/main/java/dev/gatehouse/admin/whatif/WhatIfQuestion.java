package dev.gatehouse.admin.whatif;

import dev.gatehouse.keycloak.text.StoredText;
import dev.gatehouse.risk.model.DeviceRecognition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator asks: what would be decided if this user signed in now like this?
 *
 * @param user an id, a user name or an email address
 * @param address an IP address
 * @param userAgent the header {@code User-Agent}; empty if the client would send none
 * @param client the client id of the app
 * @param device how the device would be recognised
 * @param isProvenOnDevice whether a second factor was proven on the device recently enough for privileged users; counts only if it is known
 * @param isDirectGrant whether the app would send the password itself
 * @param provider the alias of the identity provider through which the user would arrive; empty for a login with a password
 * @param providerSays what that provider would say of its own second factor, in {@code amr}, {@code acr} or as AuthnContextClassRef
 * @param acr the level of authentication that the app would request; empty for the client's default
 */
public record WhatIfQuestion(
        String user,
        String address,
        Optional<String> userAgent,
        String client,
        DeviceRecognition device,
        boolean isProvenOnDevice,
        boolean isDirectGrant,
        Optional<String> provider,
        Set<String> providerSays,
        Optional<String> acr) {

    /** The parameters of a request, see {@link #parse}. */
    public static final List<String> PARAMETERS = List.of(
            "user", "address", "userAgent", "client", "device", "proven", "via", "provider", "providerSays", "acr");

    /** Keycloak ignores longer ones. */
    static final int LONGEST_USER_AGENT = 512;

    private static final String PROVIDER_SAYS = "providerSays";
    private static final String BROWSER = "browser";
    private static final String DIRECT_GRANT = "direct-grant";

    public WhatIfQuestion {
        providerSays = Set.copyOf(providerSays);
    }

    /** The question about a login with a password in a browser, for the level that the app requests by default. */
    public static WhatIfQuestion of(
            String user, String address, Optional<String> userAgent, String client, DeviceRecognition device) {
        return new WhatIfQuestion(
                user, address, userAgent, client, device, false, false, Optional.empty(), Set.of(), Optional.empty());
    }

    /**
     * Reads the parameters of a request or the fields of a form. Names that are not among {@link #PARAMETERS} are ignored, and empty fields
     * count as missing. Missing are {@code device}: unknown, {@code proven}: false, {@code via}: browser.
     *
     * @throws InvalidWhatIf if a value is missing or has the wrong form; whether user, app and provider exist is not looked up here
     */
    public static WhatIfQuestion parse(Map<String, List<String>> parameters) throws InvalidWhatIf {
        for (String name : PARAMETERS) {
            if (!name.equals(PROVIDER_SAYS)
                    && parameters.getOrDefault(name, List.of()).size() > 1) {
                throw new InvalidWhatIf(WhatIfProblem.PARAMETER_REPEATED);
            }
        }
        Optional<String> userAgent = one(parameters, "userAgent");
        if (userAgent.filter(header -> header.length() > LONGEST_USER_AGENT).isPresent()) {
            throw new InvalidWhatIf(WhatIfProblem.USER_AGENT_TOO_LONG);
        }
        Optional<String> provider = name(parameters, "provider", WhatIfProblem.PROVIDER_UNKNOWN);
        boolean isDirectGrant = isDirectGrant(one(parameters, "via"));
        if (isDirectGrant && provider.isPresent()) {
            throw new InvalidWhatIf(WhatIfProblem.VIA_INVALID);
        }
        return new WhatIfQuestion(
                name(parameters, "user", WhatIfProblem.USER_UNKNOWN)
                        .orElseThrow(() -> new InvalidWhatIf(WhatIfProblem.USER_MISSING)),
                one(parameters, "address").orElseThrow(() -> new InvalidWhatIf(WhatIfProblem.ADDRESS_INVALID)),
                userAgent,
                name(parameters, "client", WhatIfProblem.CLIENT_UNKNOWN)
                        .orElseThrow(() -> new InvalidWhatIf(WhatIfProblem.CLIENT_MISSING)),
                device(one(parameters, "device")),
                isProven(one(parameters, "proven")),
                isDirectGrant,
                provider,
                Set.copyOf(parameters.getOrDefault(PROVIDER_SAYS, List.of()).stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList()),
                one(parameters, "acr"));
    }

    private static Optional<String> one(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** A name that is looked up. */
    private static Optional<String> name(
            Map<String, List<String>> parameters, String parameter, WhatIfProblem ifThereIsNone) throws InvalidWhatIf {
        Optional<String> name = one(parameters, parameter);
        if (name.isPresent() && !StoredText.isPossible(name.get())) {
            throw new InvalidWhatIf(ifThereIsNone);
        }
        return name;
    }

    private static DeviceRecognition device(Optional<String> text) throws InvalidWhatIf {
        if (text.isEmpty()) {
            return DeviceRecognition.UNKNOWN;
        }
        return Arrays.stream(DeviceRecognition.values())
                .filter(device -> device.name().toLowerCase(Locale.ROOT).equals(text.get()))
                .findFirst()
                .orElseThrow(() -> new InvalidWhatIf(WhatIfProblem.DEVICE_INVALID));
    }

    private static boolean isProven(Optional<String> text) throws InvalidWhatIf {
        return isSecond(text.orElse("false"), "false", "true", WhatIfProblem.PROVEN_INVALID);
    }

    private static boolean isDirectGrant(Optional<String> text) throws InvalidWhatIf {
        return isSecond(text.orElse(BROWSER), BROWSER, DIRECT_GRANT, WhatIfProblem.VIA_INVALID);
    }

    private static boolean isSecond(String text, String first, String second, WhatIfProblem otherwise)
            throws InvalidWhatIf {
        if (!text.equals(first) && !text.equals(second)) {
            throw new InvalidWhatIf(otherwise);
        }
        return text.equals(second);
    }
}
