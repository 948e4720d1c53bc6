package dev.gatehouse.load;

import java.util.Locale;

/** A request of a login. */
enum Step {

    /** The first page, with the field for the email address. */
    FORM,

    /** The email address is posted; the response is the password page. */
    ADDRESS,

    /** The password is posted. */
    PASSWORD,

    /** A redirect before the client is reached. */
    REDIRECT,

    /** The security code is posted. */
    CODE,

    /** The client requests the tokens. */
    TOKEN,

    /** The sum of all requests, without the user's time in between. */
    LOGIN;

    /** The name in reports. */
    String label() {
        return this == LOGIN ? "whole login" : name().toLowerCase(Locale.ROOT);
    }
}
