package dev.gatehouse.bench.lab.replay;

import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.profile.ProfileCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Profiles of any number of users, encoded as in the server. They are stored in a temporary file; memory holds only those used last. */
final class ProfileFile implements AutoCloseable {

    private static final int CACHE_MEGABYTES = 256;
    private static final int BUFFER_KILOBYTES = 16 * 1024;
    private static final float LOAD_FACTOR = 0.75f;

    /** So many profiles take at most a quarter of the heap; one takes some 4 kB there. */
    private static final int LATEST =
            (int) Math.min(500_000, Runtime.getRuntime().maxMemory() / (4 * 4096));

    private final Path file;
    private final MVStore store;
    private final MVMap<String, byte[]> profiles;

    /** Those that were changed last, not written yet: most people log in again soon. */
    private final Map<String, Profile> latest = new LinkedHashMap<>(1024, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Profile> eldest) {
            boolean isFull = size() > LATEST;
            if (isFull) {
                write(eldest.getKey(), eldest.getValue());
            }
            return isFull;
        }
    };

    /**
     * Creates an empty file in a folder, which must exist and have enough space: about 1 kB per user, and twice that while it
     * is written.
     */
    ProfileFile(Path folder) throws IOException {
        file = Files.createTempFile(folder, "gatehouse-profiles", ".mv");
        Files.delete(file);
        store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MEGABYTES)
                .autoCommitBufferSize(BUFFER_KILOBYTES)
                .open();
        store.setVersionsToKeep(0);
        profiles = store.openMap("profiles");
    }

    /** The profile of a user; {@link Profile#EMPTY} for an unknown one. */
    Profile of(String user) {
        Profile profile = latest.get(user);
        if (profile != null) {
            return profile;
        }
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
        latest.put(user, profile);
    }

    private void write(String user, Profile profile) {
        profiles.put(user, ProfileCodec.encode(profile).getBytes(StandardCharsets.US_ASCII));
    }

    long users() {
        latest.forEach(this::write);
        latest.clear();
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
