package dev.gatehouse.it;

/**
 * What a browser with an empty cache is sent for one page.
 *
 * @param bytes all of it, as it goes over the wire, with the headers of the answers
 * @param requests how many answers there are, the page itself included
 * @param scripts the bytes of those that are JavaScript
 * @param styles the bytes of those that are style sheets
 * @param fonts how many are fonts
 * @param thirdParties how many come from another host or port than the page
 */
record PageWeight(long bytes, int requests, long scripts, long styles, int fonts, int thirdParties) {}
