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
     * @param port where the web pages are served
     * @param smtpPort where mail is accepted
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

    /** Returns where mail is accepted. */
    public int smtpPort() {
        return mailServer.port();
    }

    /** Returns the mails to an address, newest first; all mails if the address is null or empty. */
    public List<Mail> messages(String to) {
        return store.to(to);
    }

    /** Forgets all mails. */
    public void clear() {
        store.clear();
    }

    /** Makes the mail server refuse mail, or accept it again. */
    public void outage(boolean on) {
        mailServer.outage(on);
    }

    @Override
    public void close() {
        webServer.close();
        mailServer.close();
    }
}
