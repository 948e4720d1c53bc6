package dev.gatehouse.demo.inbox;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The request as a route's handler sees it.
 *
 * @param uri the requested path and query
 */
record Request(URI uri) {

    /** Returns the part of the path after this prefix. */
    String pathAfter(String beginning) {
        return uri.getPath().substring(beginning.length());
    }

    /** Returns a decoded parameter of the query; null if it is missing. */
    String parameter(String name) {
        if (uri.getRawQuery() == null) {
            return null;
        }
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equals(name))
                .map(pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))
                .findFirst()
                .orElse(null);
    }
}
