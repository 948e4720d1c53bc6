package dev.gatehouse.admin.page;

import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a form was sent by a page of this server, by what the browser says about it (Fetch Metadata, RFC 6454). */
final class RequestOrigin {

    private static final String SITE = "Sec-Fetch-Site";
    private static final String SAME = "same-origin";
    private static final String ORIGIN = "Origin";

    private RequestOrigin() {}

    /**
     * Whether the request comes from a page of the same origin. A browser that says nothing of it is refused: every browser of the last
     * years sends the origin with a form.
     *
     * @param base the address of this server as browsers see it
     */
    static boolean isSame(HttpHeaders headers, URI base) {
        String site = headers.getHeaderString(SITE);
        String origin = headers.getHeaderString(ORIGIN);
        return (site == null || SAME.equals(site)) && of(base).equals(origin);
    }

    private static String of(URI base) {
        String scheme = base.getScheme();
        int port = base.getPort();
        boolean isUsual = port < 0 || port == ("https".equals(scheme) ? 443 : 80);
        return scheme + "://" + host(base.getHost()) + (isUsual ? "" : ":" + port);
    }

    private static String host(@Nullable String host) {
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
