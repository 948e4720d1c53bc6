package dev.gatehouse.risk.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.risk.model.Network.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkListFileTest {

    private final Time time = new Time();

    @TempDir
    private Path folder;

    private Path path;

    /** A clock that is advanced by hand. */
    private static final class Time extends Clock {

        private Instant now = Instant.parse("2026-05-05T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void aFile() throws IOException {
        path = folder.resolve("networks.txt");
        Files.writeString(path, "192.0.2.0/24 deny\n");
    }

    @Test
    void aChangedFileIsReloadedAfterAMinuteAndNotBefore() throws IOException {
        NetworkListFile file = new NetworkListFile(path, time);
        assertThat(listing(file)).contains(Listing.DENIED);
        Files.writeString(path, "192.0.2.0/24 hosting\n");
        time.now = time.now.plusSeconds(59);
        assertThat(listing(file)).contains(Listing.DENIED);
        time.now = time.now.plusSeconds(1);
        assertThat(listing(file)).contains(Listing.HOSTING);
    }

    @Test
    void aDeletedFileStaysInEffectAndARestoredOneIsRead() throws IOException {
        NetworkListFile file = new NetworkListFile(path, time);
        Files.delete(path);
        time.now = time.now.plus(Duration.ofHours(1));
        assertThat(listing(file)).contains(Listing.DENIED);
        Files.writeString(path, "192.0.2.0/24 vpn\n");
        time.now = time.now.plus(Duration.ofHours(1));
        assertThat(listing(file)).contains(Listing.VPN);
    }

    @Test
    void aMissingFileIsNoList() throws IOException {
        Files.delete(path);
        NetworkListFile file = new NetworkListFile(path, time);
        assertThat(listing(file)).isEmpty();
        Files.writeString(path, "192.0.2.0/24 vpn\n");
        time.now = time.now.plus(Duration.ofHours(1));
        assertThat(listing(file)).as("once it is there").contains(Listing.VPN);
    }

    @Test
    void aClockThatIsSetBackDoesNotPreventChecksOfTheFile() throws IOException {
        NetworkListFile file = new NetworkListFile(path, time);
        Files.writeString(path, "192.0.2.0/24 hosting\n");
        time.now = time.now.minus(Duration.ofDays(30));
        assertThat(listing(file)).contains(Listing.HOSTING);
    }

    private static Optional<Listing> listing(NetworkListFile file) {
        return file.list().map(list -> list.of(IpAddress.parse("192.0.2.1").orElseThrow()));
    }
}
