package dev.gatehouse.it.theme.pages;

import java.util.List;

/**
 * What a browser with an empty cache is sent for one page.
 *
 * @param bytes all of it, as it goes over the wire, with the headers of the answers
 * @param requests how many answers there are, the page itself included
 * @param scripts the bytes of JavaScript, as it goes over the wire, without the headers
 * @param styles the bytes of style sheets, likewise
 * @param fonts how many are fonts
 * @param thirdParties how many come from another host or port than the page
 * @param names the last parts of all their addresses, sorted
 */
public record PageWeight(long bytes, int requests, long scripts, long styles, int fonts, int thirdParties, List<String> names) {}
