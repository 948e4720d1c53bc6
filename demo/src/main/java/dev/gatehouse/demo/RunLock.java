package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held while the demo runs, because two servers must not share one data folder. The system releases it when the demo dies. */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock on a folder, which is created if missing. */
    static RunLock acquire(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new LauncherException(
                        "The demo is already running from this folder. Stop it with Ctrl-C in its terminal, then run the command again.");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new LauncherException(
                    "The folder %s cannot be written (%s). Check its permissions and the free disk space."
                            .formatted(folder, e),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LauncherException("The lock of the demo's folder cannot be released (%s).".formatted(e), e);
        }
    }
}
