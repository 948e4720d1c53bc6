package dev.gatehouse.it.journeys;

/**
 * What a journey may cost a person at most. Nobody is to wait for an email that may not be asked for yet.
 *
 * @param screens pages
 * @param presses presses of a button, a link or Enter
 * @param emails emails
 */
record Wanted(int screens, int presses, int emails) {

    /** As a cell of a table. */
    String inShort() {
        return "%d, %d, %d, 0".formatted(screens, presses, emails);
    }
}
