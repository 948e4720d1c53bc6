package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.risk.population.ChallengeCounter;
import dev.gatehouse.risk.population.CodeMail;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Sends an email that a user is waiting for, and returns the result within {@link #PATIENCE}.
 *
 * <p>The timeouts of Keycloak's sender apply to each reply of the SMTP server, so a slow server could keep a user waiting for a minute.
 * Therefore another thread sends the email, and the wait for it has a timeout of its own.
 */
public final class EmailSender {

    /** How long a user is kept waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Logger LOG = Logger.getLogger(EmailSender.class);

    private final KeycloakSession session;

    public EmailSender(KeycloakSession session) {
        this.session = session;
    }

    /** The result of sending an email. */
    public enum Result {
        /** The SMTP server has accepted it. */
        SENT,
        /** The SMTP server has not accepted it. */
        REFUSED,
        /** The SMTP server has not answered in time; the email may still be sent. */
        UNCONFIRMED
    }

    /** Sends an email to the user's current address. */
    public Result send(RealmModel realm, UserModel user, RenderedEmail email) {
        Result result = transferAndWait(realm, user, email);
        noteOutcome(realm, result);
        ChallengeCounter.of(session, realm).mailed(counted(result));
        return result;
    }

    private static CodeMail counted(Result result) {
        return switch (result) {
            case SENT -> CodeMail.SENT;
            case REFUSED -> CodeMail.REFUSED;
            case UNCONFIRMED -> CodeMail.UNCONFIRMED;
        };
    }

    private void noteOutcome(RealmModel realm, Result result) {
        DeliveryFailures failures = EmailQueueProvider.of(session).queue().failures();
        Runnable outcome =
                switch (result) {
                    case SENT -> () -> failures.accepted(realm.getId());
                    case REFUSED -> () -> failures.refused(realm.getId());
                    // It may still be sent.
                    case UNCONFIRMED -> () -> {};
                };
        outcome.run();
    }

    private Result transferAndWait(RealmModel realm, UserModel user, RenderedEmail email) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        // Read here: the other thread must not need a database connection while this one holds one and waits.
        Envelope envelope = Envelope.to(realm, user, email);
        try {
            return await(EmailQueueProvider.of(session)
                    .awaitedEmails()
                    .begin(realm.getId(), () -> transfer(sessions, envelope)));
        } catch (RejectedExecutionException e) {
            LOG.error("GATEHOUSE-301 An email was refused because too many are being sent");
            return Result.REFUSED;
        }
    }

    private static Result await(Future<?> sending) {
        try {
            sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Result.SENT;
        } catch (TimeoutException e) {
            LOG.warnf(
                    "GATEHOUSE-302 The SMTP server has not answered for %d s; the email is still being sent",
                    PATIENCE.toSeconds());
            return Result.UNCONFIRMED;
        } catch (ExecutionException | CancellationException e) {
            return Result.REFUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.UNCONFIRMED;
        }
    }

    private static void transfer(KeycloakSessionFactory sessions, Envelope envelope) {
        try {
            envelope.transfer(sessions);
        } catch (EmailException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.errorf(
                    "GATEHOUSE-303 An email could not be sent; check the realm's email settings and the SMTP server: %s",
                    LogText.of(cause));
            throw new IllegalStateException("the SMTP server did not accept the email", e);
        }
    }
}
