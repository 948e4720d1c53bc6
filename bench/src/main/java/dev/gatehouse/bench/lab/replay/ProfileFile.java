package dev.gatehouse.bench.lab.replay;

import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.profile.ProfileCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Profiles of any number of users, encoded as in the server. They are stored in a temporary file; memory holds only those in use. */
final class ProfileFile implements AutoCloseable {

    private static final int CACHE_MEGABYTES = 256;
    private static final int BUFFER_KILOBYTES = 16 * 1024;

    private final Path file;
    private final MVStore store;
    private final MVMap<String, byte[]> profiles;

    /**
     * Creates an empty file in a folder, which must exist and have enough space: about 400 bytes per user, and twice that while it
     * is written.
     */
    ProfileFile(Path folder) throws IOException {
        file = Files.createTempFile(folder, "gatehouse-profiles", ".mv");
        Files.delete(file);
        store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MEGABYTES)
                .autoCommitBufferSize(BUFFER_KILOBYTES)
                .compress()
                .open();
        store.setVersionsToKeep(0);
        profiles = store.openMap("profiles");
    }

    /** The profile of a user; {@link Profile#EMPTY} for an unknown one. */
    Profile of(String user) {
        byte[] text = profiles.get(user);
        if (text == null) {
            return Profile.EMPTY;
        }
        try {
            return ProfileCodec.decode(new String(text, StandardCharsets.US_ASCII));
        } catch (ProfileCodec.UnreadableProfileException e) {
            throw new IllegalStateException("what was encoded can be decoded", e);
        }
    }

    void keep(String user, Profile profile) {
        profiles.put(user, ProfileCodec.encode(profile).getBytes(StandardCharsets.US_ASCII));
    }

    long users() {
        return profiles.sizeAsLong();
    }

    @Override
    public void close() {
        store.closeImmediately();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
