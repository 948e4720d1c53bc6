package dev.gatehouse.testsupport.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;

/** The folders in which servers cache what later servers reuse. */
final class ServerCache {

    private ServerCache() {}

    /**
     * The folder in a cache for all servers of one set.
     *
     * @param store a folder that all servers of a build share
     * @param set everything that distinguishes the cached data
     */
    static Path place(Path store, String set) {
        CRC32 sum = new CRC32();
        sum.update(set.getBytes(StandardCharsets.UTF_8));
        return store.resolve(String.format(Locale.ROOT, "%08x", sum.getValue()));
    }
}
