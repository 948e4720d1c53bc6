package dev.gatehouse.keycloak.config;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * What is invalid in the text of a setting.
 *
 * @param setting the key of the setting
 * @param reason what a valid text looks like
 * @param parameters what the reason names, in its order
 * @param isOptional whether the setting may also be empty
 */
public record SettingProblem(String setting, Reason reason, List<String> parameters, boolean isOptional) {

    private static final String PREFIX = "gatehouseAdmin_invalid_";

    public SettingProblem {
        parameters = List.copyOf(parameters);
    }

    /** A problem of a setting that may not be empty. */
    public static SettingProblem of(String setting, Reason reason, String... parameters) {
        return new SettingProblem(setting, reason, List.of(parameters), false);
    }

    /** Receives what is invalid in a text. */
    public interface Consumer {

        /**
         * Reports a problem.
         *
         * @param parameters what the reason names, in its order
         */
        void report(Reason reason, String... parameters);
    }

    /** Why a text is invalid. */
    public enum Reason {
        /** It is neither true nor false. */
        NOT_TRUE_OR_FALSE("must be true or false"),
        /** It is none of the choices: {@code {0}}. */
        NO_CHOICE("must be one of {0}"),
        /** It is no number in a range: {@code {0}} what it counts, in English, {@code {1}} and {@code {2}} the range. */
        NO_NUMBER("must be {0} from {1} to {2}"),
        /** It is no link to a web page. */
        NO_LINK("must be a URL that starts with https:// or http://"),
        /** It is no time with an offset from UTC. */
        NO_TIME("must be a time with its offset from UTC, such as 2026-12-07T08:00+01:00"),
        /** An entry is no range of addresses: {@code {0}}. */
        NO_RANGE("must hold ranges such as 192.0.2.0/24 or 2001:db8::/32, not {0}"),
        /** An entry is a range that covers a large part of the Internet: {@code {0}}. */
        WIDE_RANGE("must not contain ranges wider than /8 (/16 for IPv6), such as {0}"),
        /** An entry names no provider and value: {@code {0}}. */
        NO_PROVIDER_VALUE("must hold entries like provider=value, not {0}"),
        /** An entry names no method and URI: {@code {0}}. */
        NO_METHOD_URI("must hold entries like otp=https://refeds.org/profile/mfa, not {0}"),
        /** A name is neither that of a role nor that of a group: {@code {0}}. */
        NO_ROLE_OR_GROUP("there is neither a role nor a group {0}"),
        /** A name is not that of a client: {@code {0}}. */
        NO_CLIENT("there is no client {0}"),
        /** All settings were removed by a request that does not say so. */
        REMOVED("were removed by a request that leaves the settings out"),
        /** No setting has this key. */
        NO_SETTING("is not the key of a setting");

        private final String english;

        Reason(String english) {
            this.english = english;
        }

        /** The key of its text in the messages of the Admin Console. */
        public String messageKey() {
            return PREFIX + name().toLowerCase(Locale.ROOT);
        }
    }

    /** The problem in English, for logs and reports, e.g. {@code targetRate must be a percentage from 0.1 to 50}. */
    public String text() {
        String sentence = format(reason.english, Locale.ROOT);
        return switch (reason) {
            case NO_ROLE_OR_GROUP, NO_CLIENT -> sentence;
            case REMOVED -> "the settings " + sentence;
            default -> setting + " " + sentence + (isOptional ? ", or empty" : "");
        };
    }

    /**
     * The problem for an administrator who has the form open: the name of the field, and what to change.
     *
     * @param messages the messages of the Admin Console
     */
    public String text(Properties messages, Locale locale) {
        String field = messages.getProperty(AdminTexts.label(setting), setting);
        return field + ": " + format(messages.getProperty(reason.messageKey(), reason.english), locale);
    }

    private String format(String pattern, Locale locale) {
        return new MessageFormat(pattern, locale).format(parameters.toArray());
    }
}
