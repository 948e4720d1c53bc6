package dev.gatehouse.testsupport.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;

/** Where servers keep for later ones what they have made. */
final class ServerCache {

    private ServerCache() {}

    /**
     * The place in a store for what all servers of one set have in common.
     *
     * @param store a folder that all servers of a build share
     * @param set all that makes servers differ in what is kept
     */
    static Path place(Path store, String set) {
        CRC32 sum = new CRC32();
        sum.update(set.getBytes(StandardCharsets.UTF_8));
        return store.resolve(String.format(Locale.ROOT, "%08x", sum.getValue()));
    }
}
