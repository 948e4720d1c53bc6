package dev.gatehouse.demo.keycloak;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports that this process has chosen and may not have bound yet. Each claim is a locked file, so that no other process of the same user chooses
 * that port; the operating system releases it when the process ends, however it ends.
 */
final class PortClaims {

    private final Path folder;
    private final Map<Integer, FileChannel> claims = new HashMap<>();

    /**
     * Stores the claims in a folder.
     *
     * @param folder shared by all processes that choose ports; created if missing
     */
    PortClaims(Path folder) {
        this.folder = folder;
    }

    /**
     * Claims a port until this process ends.
     *
     * @return false if this or another process has claimed it before
     * @throws LauncherException if the folder cannot be written
     */
    synchronized boolean claim(int port) {
        if (claims.containsKey(port)) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(port + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                return false;
            }
            claims.put(port, channel);
            return true;
        } catch (IOException e) {
            throw new LauncherException(
                    "A port cannot be reserved in the folder %s (%s). Check its permissions and the space on the disk."
                            .formatted(folder, e),
                    e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException claimedByAnotherClassLoader) {
            return false;
        }
    }
}
