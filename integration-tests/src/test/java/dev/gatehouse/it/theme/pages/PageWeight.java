package dev.gatehouse.it.theme.pages;

import java.util.List;

/**
 * What a browser with an empty cache receives for one page.
 *
 * @param bytes the total on the wire, with the response headers
 * @param requests the number of responses, the page itself included
 * @param scripts the bytes of JavaScript on the wire, without the headers
 * @param styles the bytes of style sheets on the wire, without the headers
 * @param fonts the number of fonts
 * @param thirdParties the number that come from another host or port than the page
 * @param names the last segments of all their URLs, sorted
 */
public record PageWeight(
        long bytes, int requests, long scripts, long styles, int fonts, int thirdParties, List<String> names) {}
