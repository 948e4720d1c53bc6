package dev.gatehouse.load;

import java.util.Locale;

/** A request of a login. */
enum Step {

    /** The first page, which asks for the address. */
    FORM,

    /** The address is posted; the page that asks for the password comes. */
    ADDRESS,

    /** The password is posted. */
    PASSWORD,

    /** Wherever the answer led before the app was reached. */
    REDIRECT,

    /** The security code is posted. */
    CODE,

    /** The app fetches the tokens. */
    TOKEN,

    /** All of them together, without what a person does in between. */
    LOGIN;

    /** The name in reports. */
    String label() {
        return this == LOGIN ? "whole login" : name().toLowerCase(Locale.ROOT);
    }
}
