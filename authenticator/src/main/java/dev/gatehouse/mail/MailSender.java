package dev.gatehouse.mail;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sends a mail that somebody is waiting for, and says within {@link #PATIENCE} what became of it.
 *
 * <p>The time-outs of Keycloak's sender hold for each reply of the mail server, so a slow server could keep a person waiting for
 * a minute; therefore the mail leaves on another thread and the wait for it has an end of its own.
 */
public final class MailSender {

    /** How long a person is kept waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Logger LOG = Logger.getLogger(MailSender.class);
    private static final String EXECUTOR = "gatehouse-mail";

    private final KeycloakSession session;

    public MailSender(KeycloakSession session) {
        this.session = session;
    }

    /** What became of a mail. */
    public enum Result {
        /** The mail server took it. */
        SENT,
        /** The mail server did not take it. */
        REFUSED,
        /** The mail server has not answered in time; the mail may still leave. */
        UNCONFIRMED
    }

    /**
     * Sends a mail to the address that the user has now.
     *
     * @param onLateRefusal run, on another thread, when an {@link Result#UNCONFIRMED} mail turns out to be refused
     */
    public Result send(RealmModel realm, UserModel user, RenderedMail mail, Runnable onLateRefusal) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        String realmId = realm.getId();
        String address = user.getEmail();
        LateRefusal late = new LateRefusal(onLateRefusal);
        Future<?> sending;
        try {
            sending = session.getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR).submit(() -> {
                try {
                    KeycloakModelUtils.runJobInTransaction(sessions, own -> transfer(own, realmId, address, mail));
                } catch (RuntimeException e) {
                    late.refused();
                    throw e;
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.error("GATEHOUSE-301 A mail was refused because too many are waiting to be sent");
            return Result.REFUSED;
        }
        return await(sending, late);
    }

    private static Result await(Future<?> sending, LateRefusal late) {
        try {
            sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Result.SENT;
        } catch (TimeoutException e) {
            LOG.warnf("GATEHOUSE-302 The mail server has not answered for %d s; the mail is still on its way", PATIENCE.toSeconds());
            return late.giveUpWaiting() ? Result.UNCONFIRMED : Result.REFUSED;
        } catch (ExecutionException | CancellationException e) {
            LOG.errorf("GATEHOUSE-303 A mail could not be sent; check the realm's email settings and the mail server: %s", e.getMessage());
            return Result.REFUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late.giveUpWaiting() ? Result.UNCONFIRMED : Result.REFUSED;
        }
    }

    private static void transfer(KeycloakSession own, String realmId, String address, RenderedMail mail) {
        RealmModel realm = own.realms().getRealm(realmId);
        own.getContext().setRealm(realm);
        try {
            own.getProvider(EmailSenderProvider.class).send(realm.getSmtpConfig(), address, mail.subject(), mail.text(), mail.html());
        } catch (EmailException e) {
            throw new IllegalStateException("the mail server did not take the mail", e);
        }
    }

    /** Decides a race: either the sender still waits for the result, or the callback is told of a refusal. Never both. */
    private static final class LateRefusal {

        private final Runnable callback;
        private boolean refused;
        private boolean nobodyWaits;

        LateRefusal(Runnable callback) {
            this.callback = callback;
        }

        synchronized void refused() {
            refused = true;
            if (nobodyWaits) {
                callback.run();
            }
        }

        /** Returns whether the mail is still on its way. */
        synchronized boolean giveUpWaiting() {
            nobodyWaits = true;
            return !refused;
        }
    }
}
