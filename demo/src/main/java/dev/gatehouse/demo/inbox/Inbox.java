package dev.gatehouse.demo.inbox;

import java.util.List;

/**
 * A mail server for Keycloak, and on another port its inbox in the browser and the page that plays the apps. Both listen on
 * the loopback address only.
 */
public final class Inbox implements AutoCloseable {

    private final MailStore store = new MailStore();
    private final MailServer mailServer;
    private final WebServer webServer;

    private Inbox(int port, int smtpPort, String issuer) {
        this.mailServer = new MailServer(smtpPort, store);
        this.webServer = new WebServer(port);
        InboxPages.addTo(webServer, store, mailServer);
        AppsPages.addTo(webServer, issuer);
    }

    /**
     * Starts both servers.
     *
     * @param port the port of the web pages
     * @param smtpPort the port that accepts email
     * @param issuer the realm that the apps log in to, for example {@code http://localhost:8080/realms/acme}
     * @throws dev.gatehouse.demo.keycloak.LauncherException if a port is taken
     */
    public static Inbox start(int port, int smtpPort, String issuer) {
        Inbox inbox = new Inbox(port, smtpPort, issuer);
        try {
            inbox.mailServer.start();
            inbox.webServer.start();
            return inbox;
        } catch (RuntimeException e) {
            inbox.close();
            throw e;
        }
    }

    /** Returns for example {@code http://localhost:8025}. */
    public String url() {
        return "http://localhost:" + webServer.port();
    }

    /** Returns the port that accepts email. */
    public int smtpPort() {
        return mailServer.port();
    }

    /** Returns the emails to an address, newest first; all emails if the address is null or empty. */
    public List<Mail> messages(String to) {
        return store.to(to);
    }

    /** Deletes all emails. */
    public void clear() {
        store.clear();
    }

    /** Makes the mail server refuse email, or accept it again. */
    public void outage(boolean on) {
        mailServer.outage(on);
    }

    @Override
    public void close() {
        webServer.close();
        mailServer.close();
    }
}
