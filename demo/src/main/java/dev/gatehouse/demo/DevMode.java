package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import java.nio.file.Path;
import java.util.List;

/** What {@code --dev} adds for developers of Gatehouse: a live theme, a restart after each build, and a database that tests can read. */
final class DevMode implements AutoCloseable {

    /** Halves the processor time of a start and of the rebuild after a change; the running server is slower. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private final Checkout checkout;
    private final Path home;
    private final LiveTheme theme;

    private DevMode(Checkout checkout, Path home, LiveTheme theme) {
        this.checkout = checkout;
        this.home = home;
        this.theme = theme;
    }

    /** Links the theme into a server that is not running yet; {@link #close()} removes the link. */
    static DevMode begin(Checkout checkout, Path home) {
        return new DevMode(checkout, home, LiveTheme.link(home, checkout.theme()));
    }

    /** Removes what an interrupted run with {@code --dev} left in the server. */
    static void cleanUp(Checkout checkout, Path home) {
        LiveTheme.unlink(home, checkout.theme());
    }

    /** Further arguments of {@code kc.sh start-dev}. */
    static List<String> devArguments() {
        return List.of(
                // Keycloak's defaults in development mode; the live theme depends on them.
                "--spi-theme--static-max-age=-1",
                "--spi-theme--cache-themes=false",
                "--spi-theme--cache-templates=false",
                // Integration tests that attach to this server expect these.
                "--spi-gatehouse-email--default--seconds-between-emails=2");
    }

    /** Returns the URL of the server's own database, which other programs may open while the server runs. */
    String databaseUrl() {
        return KeycloakServerBuilder.ownDatabaseUrl(home);
    }

    /** Prepares a server that is about to start. */
    void applyTo(KeycloakServerBuilder server) {
        server.shareOwnDatabase().arguments(devArguments()).javaOptions(QUICK_START);
    }

    /** Restarts the server after each build, until the program ends. */
    void watch(DemoServer server, Console console) {
        Path providers = home.resolve("providers");
        new RestartLoop(new JarWatch(checkout.jars(), providers), providers, server, console).run();
    }

    @Override
    public void close() {
        theme.close();
    }
}
